using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Errors;

/// <summary>The parameters of a sync, as specified.</summary>
internal sealed record SyncSettings
{
    public required string AudienceId { get; init; }

    public required string StatePath { get; init; }

    /// <summary>The file of the list, or null if the list comes from the pipeline.</summary>
    public string? ListPath { get; init; }

    public string? RejectPath { get; init; }

    public string[] SuppressPath { get; init; } = [];

    public required UploadOptions Upload { get; init; }

    /// <summary>The other options. Paths are added later.</summary>
    public required SyncOptions Options { get; init; }

    public bool WritesSummaryOnly { get; init; }

    public GraphContext? Context { get; init; }
}
