using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>The summary of an upload to one audience, after it has ended or stopped.</summary>
public sealed record UploadSummary
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that received the upload, such as the address of a sandbox, or null for Meta.</summary>
    public string? Host { get; init; }

    /// <summary>Whether every row is accounted for: the name of an <see cref="UploadState"/>. Changed means that a list changed while it was read.</summary>
    public string State
    {
        get => StateValue.ToString();
        init => StateValue = (UploadState)Enum.Parse(typeof(UploadState), value);
    }

    /// <summary><see cref="State"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadState StateValue { get; private init; }

    /// <summary>IDs of the uploads, one for each list. A resumed upload keeps its ID.</summary>
    public required IReadOnlyList<Guid> RunIds { get; init; }

    /// <summary>Number of rows read from the list, without those that an earlier process completed.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Number of rows in accepted batches.</summary>
    public required long RowsAccepted { get; init; }

    /// <summary>Number of rows that could be sent, but were not accepted.</summary>
    public required long RowsNotAccepted { get; init; }

    /// <summary>Number of rows that were left out.</summary>
    public required long RowsRejected { get; init; }

    /// <summary>Number of additional rows for further email addresses and phone numbers of people. They are also counted as accepted or not accepted.</summary>
    public long FurtherRows { get; init; }

    /// <summary>Number of list rows that an earlier process completed.</summary>
    public required long RowsDoneBefore { get; init; }

    /// <summary>Rows left out, by key and reason: <c>EMAIL NotAnEmailAddress</c>.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Cells left blank in rows that were kept, by key and reason.</summary>
    public required IReadOnlyDictionary<string, long> BlankedCells { get; init; }

    /// <summary>Cells repaired in rows that were kept, by key and repair: <c>ZIP LeadingZero</c>.</summary>
    public IReadOnlyDictionary<string, long> RepairedCells { get; init; } = new Dictionary<string, long>();

    /// <summary>The counts of the consent columns, including rows that were left out.</summary>
    public IReadOnlyList<ConsentCount> Consent { get; init; } = [];

    /// <summary>Number of rows that the Graph API received, according to its responses.</summary>
    public required long Received { get; init; }

    /// <summary>Number of invalid rows, according to the Graph API.</summary>
    public required long Invalid { get; init; }

    /// <summary>Number of completed batches, regardless of their results.</summary>
    public required int Batches { get; init; }

    /// <summary>Number of retries.</summary>
    public required int Retries { get; init; }

    /// <summary>Total time that calls waited before retries, plus the time in which rate limits prevented calls. Several calls can wait at the same time, so it
    /// can exceed <see cref="Duration"/>.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>Time from the first row to the last response, added up for several lists.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Number of rows read per second.</summary>
    public double RowsPerSecond => Duration > TimeSpan.Zero ? Math.Round(RowsRead / Duration.TotalSeconds, 1) : 0;
}
