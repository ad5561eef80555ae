using System.Collections.Generic;

namespace MessengerMarketing.Errors;

/// <summary>Data for the errors of an upload: the parameters as specified, and the counts so far.</summary>
internal sealed record UploadErrorContext
{
    public string? AudienceId { get; init; }

    public string? JournalPath { get; init; }

    public string? RejectPath { get; init; }

    public IReadOnlyList<string> SuppressPath { get; init; } = [];

    /// <summary>Whether people who say no in a consent column are left out.</summary>
    public bool SkipsOptedOut { get; init; }

    public double? MaxRejectPercent { get; init; }

    /// <summary>Counts by reason, as text.</summary>
    public string RejectReasons { get; init; } = string.Empty;

    public long RowsAccepted { get; init; }
}
