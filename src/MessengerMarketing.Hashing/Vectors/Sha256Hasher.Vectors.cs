namespace MessengerMarketing.Hashing;

/// <content>Hashes texts of the same number of blocks side by side. Longer ones than have a group are hashed alone.</content>
public sealed partial class Sha256Hasher
{
    // One block takes up to 55 bytes, which is nearly every value of a list; two take up to 119.
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
