using System;
using System.IO;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Reads lines of a file that grows, shrinks, or is read in small parts.</summary>
public class InboxReaderTests
{
    [Fact]
    public void A_line_that_ends_behind_the_limit_is_not_read_yet()
    {
        using MemoryStream lines = WriteLines();
        using var reader = new InboxReader(lines, 0);
        InboxRecord first = reader.TryRead(lines.Length / 2)!;
        using var limited = new InboxReader(lines, 0);

        Assert.Equal(1, limited.TryRead(first.End)!.Delivery!.Sequence);
        Assert.Null(limited.TryRead(first.End));
        Assert.Null(limited.TryRead(first.End + 100));
        Assert.Null(limited.TryRead(100));
        Assert.Equal(2, limited.TryRead(lines.Length)!.Delivery!.Sequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Lines_are_read_in_small_parts(int part)
    {
        using MemoryStream lines = WriteLines();
        using var reader = new InboxReader(new PartStream(lines.ToArray(), part), 0, chunk: 16);

        for (int number = 1; number <= 3; number++)
        {
            Assert.Equal(number, reader.TryRead(long.MaxValue)!.Delivery!.Sequence);
        }

        Assert.Null(reader.TryRead(long.MaxValue));
        Assert.Equal(lines.Length, reader.Offset);
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_read_has_no_more_lines()
    {
        using MemoryStream lines = WriteLines();
        using var reader = new InboxReader(new PartStream(lines.ToArray()[..100], 7) { Missing = 1000 }, 0);

        Assert.Null(reader.TryRead(long.MaxValue));
        Assert.Null(reader.TryRead(long.MaxValue));
        Assert.Equal(0, reader.Offset);
    }

    [Fact]
    public void A_range_is_read_up_to_the_end_of_the_file()
    {
        Assert.Equal([3, 4, 5], InboxReader.ReadRange(new PartStream([1, 2, 3, 4, 5, 6, 7], 2), 2, 3));
        Assert.Equal([6, 7, 0, 0], InboxReader.ReadRange(new PartStream([1, 2, 3, 4, 5, 6, 7], 2), 5, 4));
    }

    private static MemoryStream WriteLines()
    {
        var lines = new MemoryStream();
        InboxFolder.WriteLines(lines, 1, 3);
        return lines;
    }

    /// <summary>Returns few bytes at a time.</summary>
    private sealed class PartStream(byte[] content, int part) : MemoryStream(content)
    {
        /// <summary>Number of bytes that were cut off after the length was read.</summary>
        public int Missing { get; init; }

        public override long Length => base.Length + Missing;

        public override int Read(byte[] buffer, int offset, int count)
        {
            ValidateBufferArguments(buffer, offset, count);
            return base.Read(buffer, offset, Math.Min(part, count));
        }
    }
}
