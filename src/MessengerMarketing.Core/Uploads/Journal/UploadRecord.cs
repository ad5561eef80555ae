using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Collections;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>How an upload stands, as its journal has it.</summary>
public enum UploadState
{
    /// <summary>Every row is accounted for: accepted, or rejected with a reason.</summary>
    Finished,

    /// <summary>It ended before its list did, or left batches that were not received.</summary>
    Unfinished,

    /// <summary>Another process uploads it.</summary>
    Running,

    /// <summary>The list changed while it was read, so it is not known whether all of its rows were sent.</summary>
    Changed,
}

/// <summary>The account of an upload, read from its journal.</summary>
public sealed record UploadRecord
{
    /// <summary>The journal.</summary>
    public required string JournalPath { get; init; }

    /// <summary>The state of the upload: the name of an <see cref="UploadState"/>.</summary>
    public required string State
    {
        get => StateValue.ToString();
        init => StateValue = (UploadState)Enum.Parse(typeof(UploadState), value);
    }

    /// <summary><see cref="State"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadState StateValue { get; private init; }

    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that receives the upload, such as a sandbox's address; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>What is done with the people: <c>Add</c> or <c>Remove</c>.</summary>
    public required string Action
    {
        get => ActionValue.ToString();
        init => ActionValue = (UploadAction)Enum.Parse(typeof(UploadAction), value);
    }

    /// <summary><see cref="Action"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadAction ActionValue { get; private init; }

    /// <summary>The list's file; null where the rows came through the pipeline.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Rows of the list that the upload has come by.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows in batches that the Graph API accepted.</summary>
    public required long RowsAccepted { get; init; }

    /// <summary>Rows left out, because they cannot be matched.</summary>
    public required long RowsRejected { get; init; }

    /// <summary>Rows of which nobody has heard whether they arrived.</summary>
    public required long RowsUnknown { get; init; }

    /// <summary>Rows read that were not received: refused, declined, or left when the upload stopped.</summary>
    public required long RowsNotSent { get; init; }

    /// <summary>Rows left out, by key and reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Rows that the Graph API says it received.</summary>
    public required long Received { get; init; }

    /// <summary>Rows that the Graph API says are invalid.</summary>
    public required long Invalid { get; init; }

    /// <summary>Batches on record.</summary>
    public required int Batches { get; init; }

    /// <summary>Whether the list has been read to its end, so that <see cref="RowsRead"/> is all of it.</summary>
    public required bool IsListComplete { get; init; }

    /// <summary>Identity of the upload.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the journal was last written, UTC.</summary>
    public required DateTimeOffset LastWritten { get; init; }

    /// <summary>What to do, in the words of the shell; null when there is nothing to do.</summary>
    public string? Advice { get; init; }

    /// <summary>How the list changed while it was read; null when it did not.</summary>
    internal string? ChangeReason { get; init; }

    /// <summary>Reads a journal. Nothing is sent and nothing changed, and a process that writes it is not disturbed.</summary>
    /// <exception cref="JournalException">It is no journal, or holds no upload.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static UploadRecord Read(string path) => Read(path, out _);

    /// <summary>Reads a journal, and the last that it says of each batch, in the order of the rows.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static UploadRecord Read(string path, out IReadOnlyList<JournalBatch> eachBatch)
    {
        // First, so that an upload that ends meanwhile is not called unfinished.
        bool isRunning = JournalFile.IsInUse(path);
        JournalContent content = JournalOpening.Read(path);
        eachBatch = [.. content.BatchesInOrder];
        return FromContent(path, content, isRunning);
    }

    /// <summary>Adds up what a journal says, which has the header of an upload.</summary>
    internal static UploadRecord FromContent(string path, JournalContent content, bool isRunning)
    {
        JournalHeader header = content.Header!;
        JournalBatch[] batches = [.. content.BatchesInOrder];
        UploadState state = content.IsFinished ? UploadState.Finished
            : isRunning ? UploadState.Running
            : content is { Change: not null, End: null } ? UploadState.Changed
            : UploadState.Unfinished;
        return new UploadRecord
        {
            JournalPath = path,
            State = state.ToString(),
            AudienceId = header.AudienceId,
            Host = header.Host,
            Action = header.Action.ToString(),
            SourcePath = header.Source?.File.Path,
            RowsRead = batches.Sum(static batch => batch.LastRow - batch.FirstRow + 1),
            RowsAccepted = RowsOf(batches.Where(static batch => batch.Outcome == JournalOutcome.Accepted)),
            RowsRejected = batches.Sum(static batch => batch.Rejected.Values.Sum()),
            RowsUnknown = RowsOf(batches.Where(static batch => batch.IsOpen)),
            RowsNotSent = RowsOf(batches.Where(static batch => batch is { IsOpen: false, IsDone: false })),
            Rejections = new ReasonCounts(batches
                .SelectMany(static batch => batch.Rejected)
                .GroupBy(static count => count.Key, static count => count.Value)
                .ToDictionary(static reason => reason.Key, static reason => reason.Sum())),
            Received = batches.Sum(static batch => batch.Received ?? 0),
            Invalid = batches.Sum(static batch => batch.Invalid ?? 0),
            Batches = batches.Length,
            IsListComplete = content.End is not null,
            RunId = header.RunId,
            Started = header.Started,
            LastWritten = content.LastWritten ?? header.Started,
            ChangeReason = state == UploadState.Changed ? content.Change!.Reason : null,
        };
    }

    private static long RowsOf(IEnumerable<JournalBatch> batches) => batches.Sum(static batch => (long)batch.Rows);
}
