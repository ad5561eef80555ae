using System;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>The result of matching a batch.</summary>
public enum AudienceUploadState
{
    /// <summary>The people of the batch are in the audience.</summary>
    Succeeded,

    /// <summary>Meta reported another status, see <see cref="AudienceUploadStatus.Detail"/>.</summary>
    Failed,

    /// <summary>Meta did not report a status in time. It may still arrive.</summary>
    TimedOut,

    /// <summary>The Graph API rejected the batch, so there is nothing to wait for.</summary>
    Rejected,

    /// <summary>The batch was not sent, so there is nothing to wait for.</summary>
    NotSent,
}

/// <summary>The source of a status.</summary>
internal enum UploadStatusSource
{
    /// <summary>The receipt.</summary>
    Receipt,

    /// <summary>An upload status webhook.</summary>
    Webhook,

    /// <summary>The status of the audience, which is polled when there is no inbox.</summary>
    Poll,
}

/// <summary>The result of matching a batch of uploaded customers.</summary>
public sealed record AudienceUploadStatus
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>Number of the batch in its upload, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Number of rows in the batch.</summary>
    public required int Rows { get; init; }

    /// <summary>The result of its matching: the name of an <see cref="AudienceUploadState"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (AudienceUploadState)Enum.Parse(typeof(AudienceUploadState), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal AudienceUploadState StatusValue { get; private init; }

    /// <summary>Meta's description of the result.</summary>
    public string? Detail { get; init; }

    /// <summary>Lower bound of the number of people in the audience at that time.</summary>
    public long? LowerBound { get; init; }

    /// <summary>Upper bound of the number of people in the audience at that time.</summary>
    public long? UpperBound { get; init; }

    /// <summary>Number of people of the batch that matched (<c>num_matched</c> of its session), or null if the Graph API does not return it.</summary>
    public long? Matched { get; init; }

    /// <summary>Meta's name for the stage of the batch's session, or null if the Graph API does not return it.</summary>
    public string? Stage { get; init; }

    /// <summary>Meta's text for the progress of the batch's session, or null if the Graph API does not return it.</summary>
    public string? Progress { get; init; }

    /// <summary>The source of this status: the name of an <see cref="UploadStatusSource"/>.</summary>
    public required string Source
    {
        get => SourceValue.ToString();
        init => SourceValue = (UploadStatusSource)Enum.Parse(typeof(UploadStatusSource), value);
    }

    /// <summary><see cref="Source"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadStatusSource SourceValue { get; private init; }

    /// <summary>When it happened, as Meta reports it, UTC.</summary>
    public DateTimeOffset? Time { get; init; }
}
