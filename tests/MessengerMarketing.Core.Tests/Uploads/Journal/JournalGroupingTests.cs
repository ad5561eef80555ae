using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

public sealed class JournalGroupingTests : IDisposable
{
    private const int Batches = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string JournalPath => Path.Combine(_folder, "upload.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Waiting_lines_are_flushed_together()
    {
        using var operations = new HeldFileOperations();
        using (var journal = UploadJournal.Create(JournalPath, JournalFolder.Header, operations))
        {
            Exception?[] failures = SendAtOnce(journal, operations);
            Assert.All(failures, Assert.Null);

            // One flush for the line that came first, and one for all that waited meanwhile.
            Assert.Equal(2, operations.FlushesHeld);
        }

        using var read = UploadJournal.Resume(JournalPath);
        Assert.All(Enumerable.Range(1, Batches), number => Assert.Equal(JournalOutcome.Sending, read.Find(number)?.Outcome));
    }

    [Fact]
    public void A_failed_flush_fails_all_of_its_lines()
    {
        using var operations = new HeldFileOperations { Fails = true };
        using var journal = UploadJournal.Create(JournalPath, JournalFolder.Header, operations);
        Exception?[] failures = SendAtOnce(journal, operations);
        Assert.All(failures, failure => Assert.Equal(JournalProblem.NotWritten, Assert.IsType<JournalException>(failure).Problem));
        Assert.All(Enumerable.Range(1, Batches), number => Assert.Null(journal.Find(number)));
    }

    [Fact]
    public async Task A_batch_is_recorded_before_it_is_sent_and_its_result_before_it_is_reported()
    {
        using var operations = new HeldFileOperations();
        using var journal = UploadJournal.Create(JournalPath, JournalFolder.Header, operations);
        string[] whenSent = [];
        var sender = new CallbackSender(() =>
        {
            whenSent = File.ReadAllLines(JournalPath);
            operations.Hold();
        });
        using var upload = AudienceUpload.Start(sender, People.Mapping, JournalFolder.Options, journal, null, default);
        upload.Feed(People.Blocks(rows: 10, blockSize: 10));
        BatchPrepared prepared = Assert.IsType<BatchPrepared>(await upload.Events.ReadAsync());
        prepared.Approve();
        operations.WaitUntilHeld();
        Assert.Contains("\"outcome\":\"Sending\"", whenSent[^1], StringComparison.Ordinal);
        Assert.False(upload.Events.TryRead(out _));

        operations.Release();
        Assert.Equal("Accepted", Assert.IsType<BatchCompleted>(await upload.Events.ReadAsync()).Receipt.Status);
        Assert.False(await upload.Events.WaitToReadAsync());
    }

    [Fact]
    public async Task A_result_that_cannot_be_recorded_stops_the_upload_and_is_not_reported()
    {
        using var operations = new HeldFileOperations { Fails = true };
        using var journal = UploadJournal.Create(JournalPath, JournalFolder.Header, operations);
        int sent = 0;
        var sender = new CallbackSender(() =>
        {
            sent++;
            operations.Hold();
            operations.Release();
        });
        using var upload = AudienceUpload.Start(sender, People.Mapping, JournalFolder.Options, journal, null, default);
        upload.Feed(People.Blocks(rows: 100, blockSize: 10));
        UploadRun run = await UploadRun.ToEndAsync(upload);
        Assert.Equal(JournalProblem.NotWritten, Assert.IsType<JournalException>(run.Stopped).Problem);
        Assert.Contains("No space is left", run.Stopped.Message, StringComparison.Ordinal);
        Assert.Empty(run.Completed);
        Assert.Equal(1, sent);
    }

    /// <summary>Records all batches as about to be sent, each from a thread of its own, while the first flush is held.</summary>
    private static Exception?[] SendAtOnce(UploadJournal journal, HeldFileOperations operations)
    {
        var failures = new Exception?[Batches];
        Thread[] threads = [.. Enumerable.Range(0, Batches).Select(i => new Thread(() => failures[i] = Record.Exception(() => Send(journal, i + 1))))];
        operations.Hold();
        threads[0].Start();
        operations.WaitUntilHeld();
        foreach (Thread thread in threads.Skip(1))
        {
            thread.Start();
        }

        Assert.True(SpinWait.SpinUntil(() => threads.All(static thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), TimeSpan.FromMinutes(1)));
        operations.Release();
        Assert.All(threads, static thread => Assert.True(thread.Join(TimeSpan.FromMinutes(1))));
        return failures;
    }

    private static void Send(UploadJournal journal, int number)
    {
        using HashedBatch batch = People.Batch(number, firstRow: number);
        journal.SendingAsync(batch, journal.Prepare(batch), 1000 + number).GetAwaiter().GetResult();
    }

    /// <summary>Accepts every batch.</summary>
    private sealed class CallbackSender(Action onSend) : IBatchSender
    {
        public string AudienceId => JournalFolder.Header.AudienceId;

        public Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
        {
            onSend();
            return Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 });
        }

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult<BatchResponse?>(null);
    }

    /// <summary>Holds flushes until it is told to let them go.</summary>
    private sealed class HeldFileOperations : IFileOperations, IDisposable
    {
        private readonly ManualResetEventSlim _held = new();
        private readonly ManualResetEventSlim _released = new(initialState: true);
        private bool _holds;

        public bool Fails { get; init; }

        public int FlushesHeld { get; private set; }

        public void Hold()
        {
            _holds = true;
            _released.Reset();
        }

        public void WaitUntilHeld() => Assert.True(_held.Wait(TimeSpan.FromMinutes(1)));

        public void Release() => _released.Set();

        public void Create(string path) => FileOperations.Instance.Create(path);

        public void Write(Stream file, byte[] bytes, int count) => FileOperations.Instance.Write(file, bytes, count);

        public void Flush(Stream file)
        {
            if (_holds)
            {
                FlushesHeld++;
                _held.Set();
                _released.Wait();
                if (Fails)
                {
                    throw new IOException("No space is left.");
                }
            }

            FileOperations.Instance.Flush(file);
        }

        public void SetLength(Stream file, long length) => FileOperations.Instance.SetLength(file, length);

        public void Move(string source, string target) => FileOperations.Instance.Move(source, target);

        public void Replace(string source, string target) => FileOperations.Instance.Replace(source, target);

        public void Delete(string path) => FileOperations.Instance.Delete(path);

        public void FlushFolder(string folder) => FileOperations.Instance.FlushFolder(folder);

        public void Dispose()
        {
            _held.Dispose();
            _released.Dispose();
        }
    }
}
