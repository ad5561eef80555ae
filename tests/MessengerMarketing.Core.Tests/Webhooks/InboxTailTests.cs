using System;
using System.IO;
using System.Linq;
using System.Text;
using MessengerMarketing.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>The end of an inbox, which is looked for in the last 64 KiB first.</summary>
public class InboxTailTests
{
    private const int FirstLook = 64 * 1024;

    [Theory]
    [InlineData(300, 200_000)]
    [InlineData(300_000, 200_000)]
    [InlineData(300, FirstLook)]
    public void A_last_delivery_that_is_longer_than_the_first_look_is_found(int first, int last)
    {
        InboxTail tail = Find([.. Line(1, first), .. Line(2, last)]);

        Assert.Equal(new InboxTail(first + last, 2, DateTimeOffset.UnixEpoch), tail);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(300_000)]
    public void A_partly_written_delivery_that_is_longer_than_the_first_look_is_cut_off(int last)
    {
        InboxTail tail = Find([.. Line(1, 300), .. Line(2, last), .. Line(3, 100_000)[..^1]]);

        Assert.Equal((300 + last, 2), (tail.Length, tail.LastSequence));
    }

    [Fact]
    public void Only_the_beginning_and_the_end_of_a_long_inbox_are_read()
    {
        using var inbox = new CountingStream([.. Enumerable.Range(1, 1000).SelectMany(static number => Line(number, 1000))]);

        Assert.Equal(1000, InboxTail.Find(inbox, "inbox.jsonl", isKnown: true).LastSequence);
        Assert.InRange(inbox.BytesRead, 1, 4 * FirstLook);
    }

    [Fact]
    public void The_last_delivery_is_before_damaged_lines()
    {
        InboxTail tail = Find([.. Line(1, 300), .. Line(2, 300), .. Damaged(400), .. "\n\n"u8, .. Damaged(50)]);

        Assert.Equal((1052, 2), (tail.Length, tail.LastSequence));
    }

    // The first look begins with the line feed before the damaged line.
    [Fact]
    public void A_damaged_line_that_fills_the_first_look_is_passed_over()
    {
        InboxTail tail = Find([.. Line(1, 1000), .. Damaged(FirstLook - 1)]);

        Assert.Equal((1000 + FirstLook - 1, 1), (tail.Length, tail.LastSequence));
    }

    // The first look begins behind the character that was inserted.
    [Fact]
    public void A_line_that_was_changed_at_its_beginning_is_not_a_delivery()
    {
        InboxTail tail = Find([.. Line(1, 1000), .. "x"u8, .. Line(7, FirstLook)]);

        Assert.Equal((1001 + FirstLook, 1), (tail.Length, tail.LastSequence));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(200_000)]
    public void Bytes_that_another_program_appended_are_refused(int length)
    {
        byte[] content = [.. Line(1, length), .. Line(2, 300), .. "a note"u8];

        FileRefusedException error = Assert.Throws<FileRefusedException>(() => Find(content, isKnown: true));

        Assert.Equal(FileProblem.Foreign, error.Problem);
        Assert.Contains("Another program has appended to the inbox 'inbox.jsonl': its last 6 bytes are not a delivery.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"sequence\":1,\"rec")]
    [InlineData("{\"sequence\":1,\"rec\0\0\0")]
    [InlineData("\0\0\0\0")]
    public void A_first_delivery_that_was_partly_written_is_none(string content) => Assert.Equal(new InboxTail(0, 0), Find(Encoding.UTF8.GetBytes(content), isKnown: true));

    [Theory]
    [InlineData("{")]
    [InlineData("\0\0\0\0")]
    [InlineData("a note\n")]
    [InlineData("\n")]
    public void A_file_that_does_not_begin_like_an_inbox_is_refused(string content)
    {
        FileRefusedException error = Assert.Throws<FileRefusedException>(() => Find(Encoding.UTF8.GetBytes(content)));

        Assert.Contains("'inbox.jsonl' is not a webhook inbox. It contains ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_first_line_is_refused(bool isKnown)
    {
        FileRefusedException error = Assert.Throws<FileRefusedException>(() => Find([.. Damaged(300), .. Line(2, 300)], isKnown));

        Assert.Equal(FileProblem.Foreign, error.Problem);
        Assert.Contains("Its first line is not a delivery, or was changed. The file contains an inbox of webhooks, 600 bytes", error.Message, StringComparison.Ordinal);
    }

    private static InboxTail Find(byte[] content, bool isKnown = false) => InboxTail.Find(new MemoryStream(content), "inbox.jsonl", isKnown);

    /// <summary>Creates a line of a length in bytes.</summary>
    private static byte[] Line(int number, int length)
    {
        byte[] line = Write(number, []);
        return Write(number, [.. Enumerable.Repeat((byte)'x', length - line.Length)]);
    }

    private static byte[] Write(int number, byte[] body)
    {
        var line = new MemoryStream();
        InboxLine.Write(line, new WebhookDelivery(number, DateTimeOffset.UnixEpoch, body));
        return line.ToArray();
    }

    private static byte[] Damaged(int length) => Encoding.UTF8.GetBytes("{\"sequence\":9,".PadRight(length - 1, 'x') + "\n");

    private sealed class CountingStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
