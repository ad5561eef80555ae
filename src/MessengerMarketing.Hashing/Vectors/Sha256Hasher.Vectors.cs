namespace MessengerMarketing.Hashing;

/// <content>Hashes texts with the same number of blocks in groups. Longer texts are hashed individually.</content>
public sealed partial class Sha256Hasher
{
    // One block holds up to 55 bytes, which is enough for nearly all values of a list. Two blocks hold up to 119 bytes.
    private readonly Sha256Group[] _groups = Sha256Group.IsSupported ? [new Sha256Group(1), new Sha256Group(2)] : [];

    partial void Group(byte[] destination, int offset, ref bool isGrouped)
    {
        if (_message.BlockCount <= _groups.Length)
        {
            Sha256Group group = _groups[_message.BlockCount - 1];
            group.Add(_message.Bytes, offset);
            if (group.IsFull)
            {
                group.WriteHashes(destination);
            }

            isGrouped = true;
        }
    }

    partial void FlushGroups(byte[] destination)
    {
        foreach (Sha256Group group in _groups)
        {
            group.WriteHashes(destination);
        }
    }

    partial void ForgetGroups()
    {
        foreach (Sha256Group group in _groups)
        {
            group.Clear();
        }
    }
}
