using System;
using System.Collections.Generic;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The first line of a journal: the upload, and everything that determines the bytes that it sends. It contains positions, counts, and a hash of the
/// whole list, but no values and no column names, because in a file without a header line, the names are personal data.</summary>
internal sealed record JournalHeader
{
    /// <summary>ID of the upload, from which session IDs are derived.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When the upload started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Version of the module that started it. Other versions may normalize differently.</summary>
    public required string Version { get; init; }

    /// <summary>The action.</summary>
    public required UploadAction Action { get; init; }

    /// <summary>Ad account, digits without <c>act_</c>. Sessions belong to one ad account.</summary>
    public required string AdAccountId { get; init; }

    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that receives the upload, or null for Meta.</summary>
    public string? Host { get; init; }

    /// <summary>The schema keys, in the order of the cells.</summary>
    public required IReadOnlyList<string> Schema { get; init; }

    /// <summary>The columns that are read.</summary>
    public required IReadOnlyList<JournalColumn> Columns { get; init; }

    /// <summary>Number of columns of the list, including unused columns.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>Number of list rows in a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Apps that APPUID, UID and FBUID cells belong to.</summary>
    public IReadOnlyList<string> AppIds
    {
        get;

        // A missing member is set to null, regardless of its default. An earlier version may not have written it.
        init => field = value ?? field;
    } = [];

    /// <summary>As <see cref="Customers.HashingOptions.DefaultCountry"/>.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.DateFormat"/>, as specified.</summary>
    public string? DateFormat { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.KeepTrunkZero"/>.</summary>
    public bool KeepTrunkZero { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.AlreadyHashed"/>.</summary>
    public bool AlreadyHashed { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.AllIdentifiers"/>.</summary>
    public bool AllIdentifiers { get; init; }

    /// <summary>Maximum percentage of rejected rows among the first rows, or null for no limit.</summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>As <see cref="UploadOptions.Unique"/>.</summary>
    public bool Unique { get; init; }

    /// <summary>The suppression lists.</summary>
    public IReadOnlyList<JournalFileMark> Suppression
    {
        get;
        init => field = value ?? field;
    } = [];

    /// <summary>As <see cref="UploadRunnerOptions.AllowsUnusableSuppression"/>.</summary>
    public bool AllowsUnusableSuppression { get; init; }

    /// <summary>As <see cref="UploadOptions.SkipsOptedOut"/>.</summary>
    public bool SkipsOptedOut { get; init; }

    /// <summary>The file, or null if the rows came from the pipeline.</summary>
    public JournalSource? Source { get; init; }
}

/// <summary>A column that is read.</summary>
/// <param name="Target">Schema key, <c>DOB</c> for a whole date of birth, or <c>CONSENT</c>.</param>
/// <param name="Index">Its index in the list, from 0.</param>
/// <param name="Rank">As <see cref="Customers.Columns.MappedColumn.Rank"/>.</param>
/// <param name="Address">As <see cref="Customers.Columns.MappedColumn.Address"/>.</param>
internal sealed record JournalColumn(string Target, int Index, int Rank = 0, int Address = 0);
