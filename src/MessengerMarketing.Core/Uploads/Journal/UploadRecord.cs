using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Collections;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The state of an upload, according to its journal.</summary>
public enum UploadState
{
    /// <summary>Every row is accounted for: accepted, or rejected with a reason.</summary>
    Finished,

    /// <summary>It ended before its list did, or left batches that were not received.</summary>
    Unfinished,

    /// <summary>Another process is running the upload.</summary>
    Running,

    /// <summary>The list changed while it was read, so it is not known whether all of its rows were sent.</summary>
    Changed,
}

/// <summary>The record of an upload, read from its journal.</summary>
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

    /// <summary>The host that receives the upload, such as the address of a sandbox, or null for Meta.</summary>
    public string? Host { get; init; }

    /// <summary>The action: <c>Add</c> or <c>Remove</c>.</summary>
    public required string Action
    {
        get => ActionValue.ToString();
        init => ActionValue = (UploadAction)Enum.Parse(typeof(UploadAction), value);
    }

    /// <summary><see cref="Action"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadAction ActionValue { get; private init; }

    /// <summary>The file of the list, or null if the rows came from the pipeline.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Number of list rows that were read.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Number of rows in accepted batches.</summary>
    public required long RowsAccepted { get; init; }

    /// <summary>Number of rows that were left out because they cannot be matched.</summary>
    public required long RowsRejected { get; init; }

    /// <summary>Number of rows for which it is unknown whether they arrived.</summary>
    public required long RowsUnknown { get; init; }

    /// <summary>Number of rows that were read but not received: rejected, declined, or not sent before the upload stopped.</summary>
    public required long RowsNotSent { get; init; }

    /// <summary>Number of rows that were left out, by key and reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Number of rows that the Graph API received, according to its responses.</summary>
    public required long Received { get; init; }

    /// <summary>Number of invalid rows, according to the Graph API.</summary>
    public required long Invalid { get; init; }

    /// <summary>Number of recorded batches.</summary>
    public required int Batches { get; init; }

    /// <summary>Whether the list was read to its end, so that <see cref="RowsRead"/> is its total number of rows.</summary>
    public required bool IsListComplete { get; init; }

    /// <summary>ID of the upload.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Start time, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Time of the last change of the journal, UTC.</summary>
    public required DateTimeOffset LastWritten { get; init; }

    /// <summary>Advice from the shell, or null if there is nothing to do.</summary>
    public string? Advice { get; init; }

    /// <summary>How the list changed while it was read, or null.</summary>
    internal string? ChangeReason { get; init; }

    /// <summary>Reads a journal. Nothing is sent or changed, and a process that writes the journal is not affected.</summary>
    /// <exception cref="JournalException">It is not a journal, or contains no upload.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static UploadRecord Read(string path) => Read(path, out _);

    /// <summary>Reads a journal, and the latest line of each batch in the order of the rows.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static UploadRecord Read(string path, out IReadOnlyList<JournalBatch> eachBatch)
    {
        // Checked first, so that an upload that ends in the meantime is not reported as unfinished.
        bool isRunning = JournalFile.IsInUse(path);
        JournalContent content = JournalOpening.Read(path);
        eachBatch = [.. content.BatchesInOrder];
        return FromContent(path, content, isRunning);
    }

    /// <summary>Summarizes a journal that has the header of an upload.</summary>
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
