using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>The counts of an upload to one audience, once it has ended or stopped.</summary>
public sealed record UploadSummary
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that received the upload, such as a sandbox's address; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>Whether every row is accounted for: the name of an <see cref="UploadState"/>. Changed means that a list changed while it was read.</summary>
    public string State
    {
        get => StateValue.ToString();
        init => StateValue = (UploadState)Enum.Parse(typeof(UploadState), value);
    }

    /// <summary><see cref="State"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadState StateValue { get; private init; }

    /// <summary>Identities of the uploads, one for each list; a resumed upload keeps its own.</summary>
    public required IReadOnlyList<Guid> RunIds { get; init; }

    /// <summary>Rows read from the list, without those that an earlier process completed.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows in batches that the Graph API accepted.</summary>
    public required long RowsAccepted { get; init; }

    /// <summary>Rows that were fit to be sent and were not accepted.</summary>
    public required long RowsNotAccepted { get; init; }

    /// <summary>Rows left out.</summary>
    public required long RowsRejected { get; init; }

    /// <summary>
    /// Rows beside those of the list, for further e-mail addresses and phone numbers of people who have a row already. They are counted as
    /// accepted or not accepted like the others.
    /// </summary>
    public long FurtherRows { get; init; }

    /// <summary>Rows of the list that an earlier process completed.</summary>
    public required long RowsDoneBefore { get; init; }

    /// <summary>Rows left out, by key and reason: <c>EMAIL NotAnEmailAddress</c>.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Cells left blank in rows that were kept, by key and reason.</summary>
    public required IReadOnlyDictionary<string, long> BlankedCells { get; init; }

    /// <summary>Cells repaired in rows that were kept, by key and repair: <c>ZIP LeadingZero</c>.</summary>
    public IReadOnlyDictionary<string, long> RepairedCells { get; init; } = new Dictionary<string, long>();

    /// <summary>What the lists' consent columns say, also in rows that were left out.</summary>
    public IReadOnlyList<ConsentCount> Consent { get; init; } = [];

    /// <summary>Rows that the Graph API says it received.</summary>
    public required long Received { get; init; }

    /// <summary>Rows that the Graph API says are invalid.</summary>
    public required long Invalid { get; init; }

    /// <summary>Batches settled, whatever came of them.</summary>
    public required int Batches { get; init; }

    /// <summary>Calls that were tried again.</summary>
    public required int Retries { get; init; }

    /// <summary>
    /// Time that calls waited before they were tried again, added up, and time in which the rate limits let none go. Calls wait side by
    /// side, so that it may exceed <see cref="Duration"/>.
    /// </summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>From the first row to the last answer; of several lists, added up.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Rows read in a second.</summary>
    public double RowsPerSecond => Duration > TimeSpan.Zero ? Math.Round(RowsRead / Duration.TotalSeconds, 1) : 0;
}
