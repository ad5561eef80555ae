using System;
using System.Collections.Generic;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>
/// The first line of a journal: which upload it is of, and everything that decides which bytes it sends. Of the list it holds positions,
/// counts and a hash of the whole file, no value and no column's name: a file without a header line has a person where names should be.
/// </summary>
internal sealed record JournalHeader
{
    /// <summary>Identity of the upload, from which the sessions' ids are derived.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When the upload began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Version of the module that began it. Another one may normalise differently.</summary>
    public required string Version { get; init; }

    /// <summary>What is done with the people.</summary>
    public required UploadAction Action { get; init; }

    /// <summary>Ad account, digits without <c>act_</c>. Sessions are known to one ad account only.</summary>
    public required string AdAccountId { get; init; }

    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that receives the upload; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>The schema keys, in the order of the cells.</summary>
    public required IReadOnlyList<string> Schema { get; init; }

    /// <summary>The columns that are read.</summary>
    public required IReadOnlyList<JournalColumn> Columns { get; init; }

    /// <summary>Columns of the list, those included that are not read.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>Rows of the list in one batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Apps that APPUID, UID and FBUID cells belong to.</summary>
    public IReadOnlyList<string> AppIds
    {
        get;

        // A member that a line lacks is set to null, whatever its default is. An earlier version may not have known it.
        init => field = value ?? field;
    } = [];

    /// <summary>As <see cref="Customers.HashingOptions.DefaultCountry"/>.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.DateFormat"/>, in the letters it was given in.</summary>
    public string? DateFormat { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.KeepTrunkZero"/>.</summary>
    public bool KeepTrunkZero { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.AlreadyHashed"/>.</summary>
    public bool AlreadyHashed { get; init; }

    /// <summary>As <see cref="Customers.HashingOptions.AllIdentifiers"/>.</summary>
    public bool AllIdentifiers { get; init; }

    /// <summary>Share of the first rows that may be bad, in percent; null for no judgement.</summary>
    public double? MaxRejectPercent { get; init; }

    /// <summary>As <see cref="UploadOptions.Unique"/>.</summary>
    public bool Unique { get; init; }

    /// <summary>The lists of people who must not be uploaded.</summary>
    public IReadOnlyList<JournalFileMark> Suppression
    {
        get;
        init => field = value ?? field;
    } = [];

    /// <summary>As <see cref="UploadRunnerOptions.AllowsUnusableSuppression"/>.</summary>
    public bool AllowsUnusableSuppression { get; init; }

    /// <summary>As <see cref="UploadOptions.SkipsOptedOut"/>.</summary>
    public bool SkipsOptedOut { get; init; }

    /// <summary>The file; null where the rows came through the pipeline.</summary>
    public JournalSource? Source { get; init; }
}

/// <summary>A column that is read.</summary>
/// <param name="Target">Schema key, <c>DOB</c> for a whole date of birth, or <c>CONSENT</c>.</param>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Rank">As <see cref="Customers.Columns.MappedColumn.Rank"/>.</param>
/// <param name="Address">As <see cref="Customers.Columns.MappedColumn.Address"/>.</param>
internal sealed record JournalColumn(string Target, int Index, int Rank = 0, int Address = 0);
