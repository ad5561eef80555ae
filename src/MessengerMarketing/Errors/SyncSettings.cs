using MessengerMarketing.Graph;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Errors;

/// <summary>The parameters of a sync, as specified.</summary>
internal sealed record SyncSettings
{
    public required string AudienceId { get; init; }

    public string StatePath => Options.StatePath;

    /// <summary>The file of the list, or null if the list comes from the pipeline.</summary>
    public string? ListPath { get; init; }

    public string? RejectPath => Options.RejectPath;

    public string[] SuppressPath { get; init; } = [];

    /// <summary>How the audience follows the list; the paths are as given.</summary>
    public required SyncOptions Options { get; init; }

    public bool WritesSummaryOnly { get; init; }

    public GraphContext? Context { get; init; }
}
