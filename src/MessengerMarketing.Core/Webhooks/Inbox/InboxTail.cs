using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Where an inbox ends.</summary>
/// <param name="Length">Bytes up to the end of its last whole line.</param>
/// <param name="LastSequence">Number of the last delivery that can be read; 0 when there is none.</param>
internal sealed record InboxTail(long Length, long LastSequence)
{
    private const int FirstLook = 64 * 1024;

    /// <summary>
    /// Finds the end of an inbox. The first line must be a delivery, as any other file could otherwise be taken for an inbox. The end is looked for
    /// from behind, so that a long inbox opens as fast as a short one. What follows the last line feed was never confirmed to Meta: a line is whole
    /// before its delivery is answered.
    /// </summary>
    /// <param name="inbox">The file.</param>
    /// <param name="path">Its path, for the message.</param>
    /// <param name="isKnown">Whether a position beside it shows that it is an inbox, whatever is left of its first line.</param>
    /// <exception cref="FileRefusedException">It is not an inbox.</exception>
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
                return new InboxTail(start + end, last.Sequence);
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
            if ((start > 0 || isWhole) && InboxLine.Read(bytes.AsMemory(start, end - start)) is { } last)
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
                FormattableString.Invariant($"Another program has appended to the inbox '{path}': its last {tail.Length} bytes are not a delivery. The file was left as it is. Remove them, or give another path."));
        }
    }

    private static FileRefusedException CreateForeign(Stream inbox, string path, string what) => new(
        FileProblem.Foreign,
        $"'{path}' is not an inbox of webhooks. {what} contains {FileContent.Describe(inbox)}, and was left as it is. Give the path of an inbox, or of a new file.");
}
