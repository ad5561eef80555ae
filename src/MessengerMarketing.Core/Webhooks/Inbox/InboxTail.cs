using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>The end of an inbox.</summary>
/// <param name="Length">Length in bytes up to the end of the last complete line.</param>
/// <param name="LastSequence">Sequence number of the last delivery that can be read; 0 when there is none.</param>
/// <param name="LastReceived">When that delivery arrived; null when there is none.</param>
internal sealed record InboxTail(long Length, long LastSequence, DateTimeOffset? LastReceived = null)
{
    private const int FirstLook = 64 * 1024;

    /// <summary>
    /// Finds the end of an inbox. The first line must be a delivery, so that another file is not treated as an inbox. The search starts at
    /// the end of the file, so that a long inbox opens as fast as a short one. Data after the last line feed was never confirmed to Meta:
    /// a line is complete before its delivery is confirmed.
    /// </summary>
    /// <param name="inbox">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="isKnown">Whether a position file next to it shows that it is an inbox, even when its first line cannot be read.</param>
    /// <exception cref="FileRefusedException">The file is not an inbox.</exception>
    public static InboxTail Find(Stream inbox, string path, bool isKnown)
    {
        if (inbox.Length == 0)
        {
            return new InboxTail(0, 0);
        }

        CheckBeginning(inbox, path, isKnown);
        for (long look = FirstLook; ; look *= 4)
        {
            long start = Math.Max(0, inbox.Length - look);
            byte[] bytes = InboxReader.ReadRange(inbox, start, checked((int)(inbox.Length - start)));
            int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            if (end == 0 && start > 0)
            {
                continue;
            }

            CheckEnd(inbox, path, bytes.AsSpan(end));
            if (FindLast(bytes, end, isWhole: start == 0) is { } last)
            {
                return new InboxTail(start + end, last.Sequence, last.Received);
            }

            if (start == 0)
            {
                return new InboxTail(end, 0);
            }
        }
    }

    private static WebhookDelivery? FindLast(byte[] bytes, int end, bool isWhole)
    {
        while (end > 0)
        {
            int start = end < 2 ? 0 : Array.LastIndexOf(bytes, (byte)'\n', end - 2) + 1;
            if ((start > 0 || isWhole) && InboxLine.Read(InboxReader.WithoutHole(bytes.AsMemory(start, end - 1 - start))) is { } last)
            {
                return last;
            }

            end = start;
        }

        return null;
    }

    private static void CheckBeginning(Stream inbox, string path, bool isKnown)
    {
        byte[] start = InboxReader.ReadRange(inbox, 0, (int)Math.Min(FirstLook, inbox.Length));
        if (isKnown && Array.IndexOf(start, (byte)'\n') < 0 && RecordTail.IsTorn(start, InboxLine.Beginning))
        {
            return;
        }

        if (!RecordTail.Begins(start, InboxLine.Beginning))
        {
            throw CreateForeign(inbox, path, "It");
        }

        using var reader = new InboxReader(inbox, 0, ownsStream: false);
        if (reader.TryRead(inbox.Length) is { Delivery: null })
        {
            throw CreateForeign(inbox, path, "Its first line is not a delivery, or was changed. The file");
        }
    }

    private static void CheckEnd(Stream inbox, string path, ReadOnlySpan<byte> tail)
    {
        if (!RecordTail.IsTorn(tail, InboxLine.Beginning))
        {
            throw new FileRefusedException(
                FileProblem.Foreign,
                FormattableString.Invariant($"Another program has appended to the inbox '{path}': its last {tail.Length} bytes are not a delivery. The file was not changed. Remove these bytes, or use another path."));
        }
    }

    private static FileRefusedException CreateForeign(Stream inbox, string path, string what) => new(
        FileProblem.Foreign,
        $"'{path}' is not a webhook inbox. {what} contains {FileContent.FormatKind(inbox)}, and was not changed. Use the path of an inbox or of a new file.");
}
