using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>Two uploads with one journal, to a server that keeps what it received in a file.</summary>
internal sealed class UploadCrashCase : ICrashCase
{
    private const int Rows = 12;
    private const int RowsInBatch = 3;

    private static readonly Guid[] Runs = [new("0f8fad5b-d9cb-469f-a165-70867728950e"), new("7c9e6679-7425-40de-944b-e07fc1f90ae7")];

    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } = 
    [
        .. Runs.SelectMany(static (_, upload) => Enumerable.Range(1, Rows).Select(row => Describe(upload, row))),
        "finished",
    ];

    /// <inheritdoc/>
    public async Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        for (int upload = 0; upload < Runs.Length; upload++)
        {
            // What a person does after a crash: resume what can be resumed, and otherwise begin anew.
            using UploadJournal? journal = Open(folder, operations, upload);
            if (journal is not null)
            {
                await UploadAsync(journal, new FileServer(folder, upload), upload, acknowledge);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        HashSet<string> accepted = [.. Directory.GetFiles(folder, "*.journal").SelectMany(ReadAccepted)];
        string[] rows = [.. Runs.SelectMany((_, upload) => new FileServer(folder, upload).Rows).Where(accepted.Contains)];
        string last = Journal(folder);
        return File.Exists(last) && UploadRecord.Read(last) is { StateValue: UploadState.Finished } record && record.RunId == Runs[^1] ? [.. rows, "finished"] : rows;
    }

    /// <summary>Rows that a journal has as accepted.</summary>
    private static IEnumerable<string> ReadAccepted(string journal)
    {
        var record = UploadRecord.Read(journal, out IReadOnlyList<JournalBatch> batches);
        return batches.Where(static batch => batch.Outcome == JournalOutcome.Accepted)
            .SelectMany(batch => Enumerable.Range((int)batch.FirstRow, batch.Rows).Select(row => Describe(Array.IndexOf(Runs, record.RunId), row)));
    }

    private static UploadJournal? Open(string folder, IFileOperations operations, int upload)
    {
        string path = Journal(folder);
        Guid[] known = [.. Directory.GetFiles(folder, "*.journal").Select(static file => UploadRecord.Read(file).RunId)];
        if (!known.Contains(Runs[upload]))
        {
            return UploadJournal.Create(path, JournalFolder.Header with { RunId = Runs[upload], BatchSize = RowsInBatch, Started = JournalFolder.Header.Started.AddMinutes(upload) }, operations);
        }

        return File.Exists(path) && UploadRecord.Read(path) is { StateValue: not UploadState.Finished } record && record.RunId == Runs[upload] ? UploadJournal.Resume(path, operations) : null;
    }

    private static async Task UploadAsync(UploadJournal journal, FileServer server, int upload, Action<string> acknowledge)
    {
        var options = new UploadOptions { RunId = Runs[upload], BatchSize = RowsInBatch, ThrottleLimit = 1, Encoders = 1 };
        using var running = AudienceUpload.Start(server, People.Mapping, options, journal, null, CancellationToken.None);
        running.Feed(People.Blocks(Rows, RowsInBatch));
        await foreach (UploadEvent next in running.Events.ReadAllAsync())
        {
            (next as BatchPrepared)?.Approve();
            if (next is BatchCompleted { Receipt: { StatusValue: BatchStatus.Accepted } receipt })
            {
                for (long row = receipt.FirstRow; row <= receipt.LastRow; row++)
                {
                    acknowledge(Describe(upload, row));
                }
            }

            if (next is UploadStopped stopped)
            {
                throw stopped.Error;
            }
        }
    }

    private static string Journal(string folder) => Path.Combine(folder, "list.journal");

    private static string Describe(int upload, long row) => string.Create(CultureInfo.InvariantCulture, $"upload {upload + 1}, row {row}");

    /// <summary>A server that answers at once. A line of its file is a session and its rows.</summary>
    private sealed class FileServer(string folder, int upload) : IBatchSender
    {
        private readonly string _path = Path.Combine(folder, $"server-{upload}");

        public string AudienceId => "23850000000000001";

        public IEnumerable<string> Rows => Lines.SelectMany(line => Enumerable.Range(int.Parse(line[1], CultureInfo.InvariantCulture), int.Parse(line[2], CultureInfo.InvariantCulture))).Select(row => Describe(upload, row));

        private IEnumerable<string[]> Lines => File.Exists(_path) ? File.ReadAllLines(_path).Select(static line => line.Split(' ')) : [];

        public Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
        {
            // Not by session, so that a batch that is sent twice shows.
            File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{sessionId} {batch.FirstRow} {batch.Rows}\n"));
            return Task.FromResult(new BatchResponse { Received = batch.Rows, Invalid = 0 });
        }

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken)
        {
            string[]? line = Lines.FirstOrDefault(line => line[0] == sessionId.ToString(CultureInfo.InvariantCulture));
            return Task.FromResult(line is null ? null : new BatchResponse { Received = int.Parse(line[2], CultureInfo.InvariantCulture), Invalid = 0 });
        }
    }
}
