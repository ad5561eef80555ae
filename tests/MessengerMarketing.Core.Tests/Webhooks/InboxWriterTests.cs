using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

public class InboxWriterTests
{
    [Fact]
    public async Task Deliveries_that_wait_for_the_disk_are_flushed_together()
    {
        using var disk = new FullDisk();
        int flushes = 0;
        using var gate = new ManualResetEventSlim();
        disk.Flushing = () =>
        {
            flushes++;
            gate.Wait(TimeSpan.FromSeconds(30));
        };
        InboxWriter writer = CreateWriter(disk);
        var running = Task.Run(() => writer.RunAsync(static () => { }));

        Task first = writer.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        await Patience.UntilAsync(() => flushes == 1);
        Task[] others = [.. Enumerable.Range(2, 100).Select(number => writer.AppendAsync(InboxFolder.Message(number), DateTimeOffset.UtcNow))];
        Assert.False(first.IsCompleted);
        gate.Set();
        await Task.WhenAll(others);

        Assert.Equal(2, flushes);
        writer.Complete();
        await running;
    }

    [Fact]
    public async Task A_delivery_that_does_not_fit_on_the_disk_is_refused_and_leaves_no_data()
    {
        using var disk = new FullDisk();
        InboxWriter writer = CreateWriter(disk);
        int signals = 0;
        var running = Task.Run(() => writer.RunAsync(() => signals++));
        await writer.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        long before = writer.DurableLength;

        disk.RoomFor = 20;
        IOException error = await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync(InboxFolder.Message(2), DateTimeOffset.UtcNow));
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, disk.Length);

        disk.RoomFor = int.MaxValue;
        await writer.AppendAsync(InboxFolder.Message(3), DateTimeOffset.UtcNow);
        writer.Complete();
        await running;

        Assert.Equal(2, signals);
        string[] lines = Encoding.UTF8.GetString(disk.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([1, 2], lines.Select(static line => InboxLine.Read(Encoding.UTF8.GetBytes(line))!.Sequence));
        Assert.Equal(InboxFolder.Message(3), InboxLine.Read(Encoding.UTF8.GetBytes(lines[1]))!.Body);
    }

    [Fact]
    public async Task A_partly_written_delivery_is_removed_before_the_next_delivery()
    {
        using var disk = new FullDisk { RoomFor = 20, IsStuck = true };
        InboxWriter writer = CreateWriter(disk);
        var running = Task.Run(() => writer.RunAsync(static () => { }));
        await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow));
        await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow));
        Assert.Equal(20, disk.Length);

        disk.RoomFor = int.MaxValue;
        disk.IsStuck = false;
        await writer.AppendAsync(InboxFolder.Message(1), DateTimeOffset.UtcNow);
        writer.Complete();
        await running;

        Assert.Equal(InboxFolder.Message(1), InboxLine.Read(disk.ToArray())!.Body);
    }

    [Fact]
    public async Task A_closed_inbox_accepts_nothing()
    {
        using var disk = new FullDisk();
        InboxWriter writer = CreateWriter(disk);
        writer.Complete();

        await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync([], DateTimeOffset.UtcNow));
    }

    private static InboxWriter CreateWriter(FullDisk disk) => new(new RecordFile(disk, "inbox.jsonl", FileOperations.Instance), new InboxSegment("inbox.jsonl", 1, 0), lastSequence: 0);

    /// <summary>A disk that fails in the middle of a write after a number of bytes. Its content is kept after it is closed.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public int RoomFor { get; set; } = int.MaxValue;

        /// <summary>Whether truncating also fails.</summary>
        public bool IsStuck { get; set; }

        /// <summary>Called on a flush to the disk.</summary>
        public Action Flushing { get; set; } = static () => { };

        public override void Flush() => Flushing();

        public override void Write(byte[] buffer, int offset, int count)
        {
            int fits = Math.Min(RoomFor, count);
            base.Write(buffer, offset, fits);
            RoomFor -= RoomFor == int.MaxValue ? 0 : fits;
            if (fits < count)
            {
                throw new IOException("No space left on device");
            }
        }

        public override void SetLength(long value)
        {
            if (IsStuck)
            {
                throw new IOException("Input/output error");
            }

            base.SetLength(value);
        }
    }
}
