using System;
using System.IO;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>Where an inbox ends.</summary>
/// <param name="Length">Bytes up to the end of its last whole line.</param>
/// <param name="LastSequence">Number of the last delivery that can be read; 0 when there is none.</param>
internal sealed record InboxTail(long Length, long LastSequence)
{
    private const int FirstLook = 64 * 1024;

    /// <summary>
    /// Looks for the end from behind, so that a long inbox opens as fast as a short one. What follows the last line feed was never
    /// confirmed to Meta: a line is whole before its delivery is answered.
    /// </summary>
    public static InboxTail Find(Stream inbox)
    {
        for (long look = FirstLook; ; look *= 4)
        {
            long start = Math.Max(0, inbox.Length - look);
            byte[] bytes = InboxReader.ReadRange(inbox, start, (int)(inbox.Length - start));
            int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            int lineEnd = end;
            while (lineEnd > 0)
            {
                int lineStart = lineEnd < 2 ? 0 : Array.LastIndexOf(bytes, (byte)'\n', lineEnd - 2) + 1;
                if ((lineStart > 0 || start == 0) && InboxLine.Read(bytes.AsMemory(lineStart, lineEnd - lineStart)) is { } last)
                {
                    return new InboxTail(start + end, last.Sequence);
                }

                lineEnd = lineStart;
            }

            if (start == 0)
            {
                return new InboxTail(end, 0);
            }
        }
    }
}
