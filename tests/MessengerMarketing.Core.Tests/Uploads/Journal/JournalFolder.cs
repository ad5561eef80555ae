using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>A folder with a journal in it, and uploads that keep it.</summary>
internal sealed class JournalFolder : IDisposable
{
    private static readonly Guid Run = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-journal-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "list.journal");

    public string[] Lines => File.ReadAllLines(Path);

    public static UploadOptions Options { get; } = new() { RunId = Run, BatchSize = 10, ThrottleLimit = 1, Encoders = 1 };

    public static JournalHeader Header { get; } = new()
    {
        RunId = Run,
        Started = new DateTimeOffset(2026, 11, 22, 3, 15, 0, TimeSpan.Zero),
        Version = "0.1.0",
        Action = UploadAction.Add,
        AdAccountId = "1000000000000001",
        AudienceId = "23850000000000001",
        Schema = ["EMAIL"],
        Columns = [new JournalColumn("EMAIL", 0)],
        ColumnCount = 1,
        BatchSize = 10,
    };

    public string Other(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Uploads with a journal that is begun.</summary>
    public Task<UploadRun> BeginAsync(IBatchSender sender, IEnumerable<RowBlock> blocks) => UploadAsync(UploadJournal.Create(Path, Header), sender, blocks, Options);

    /// <summary>Uploads with the journal there is.</summary>
    public Task<UploadRun> ResumeAsync(IBatchSender sender, IEnumerable<RowBlock> blocks, UploadOptions? options = null)
        => UploadAsync(UploadJournal.Resume(Path), sender, blocks, options ?? Options);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<UploadRun> UploadAsync(UploadJournal journal, IBatchSender sender, IEnumerable<RowBlock> blocks, UploadOptions options)
    {
        using (journal)
        using (var upload = AudienceUpload.Start(sender, People.Mapping, options, journal, null, default))
        {
            upload.Feed(blocks);
            return await UploadRun.ToEndAsync(upload);
        }
    }
}
