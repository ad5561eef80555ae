using System;

namespace MessengerMarketing.Webhooks.Uploads;

/// <summary>How the matching of a batch ended.</summary>
public enum AudienceUploadState
{
    /// <summary>Its people are in the audience.</summary>
    Succeeded,

    /// <summary>Meta told another status; <see cref="AudienceUploadStatus.Detail"/> has it.</summary>
    Failed,

    /// <summary>Nothing was told in time. It may still come.</summary>
    TimedOut,

    /// <summary>The Graph API had refused the batch: there is nothing to wait for.</summary>
    Rejected,

    /// <summary>The batch was not sent: there is nothing to wait for.</summary>
    NotSent,
}

/// <summary>Where a status comes from.</summary>
public enum UploadStatusSource
{
    /// <summary>The receipt itself: nobody was asked.</summary>
    Receipt,

    /// <summary>An upload-status webhook.</summary>
    Webhook,

    /// <summary>The audience's own status, which is asked for where there is no inbox.</summary>
    Poll,
}

/// <summary>The result of matching a batch of uploaded customers.</summary>
public sealed record AudienceUploadStatus
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>Number of the batch in its upload, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Rows of the batch.</summary>
    public required int Rows { get; init; }

    /// <summary>The result of its matching: the name of an <see cref="AudienceUploadState"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (AudienceUploadState)Enum.Parse(typeof(AudienceUploadState), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal AudienceUploadState StatusValue { get; private init; }

    /// <summary>The same in Meta's words.</summary>
    public string? Detail { get; init; }

    /// <summary>Lower bound of the people in the whole audience by then.</summary>
    public long? LowerBound { get; init; }

    /// <summary>Upper bound of the people in the whole audience by then.</summary>
    public long? UpperBound { get; init; }

    /// <summary>The source of this status: the name of an <see cref="UploadStatusSource"/>.</summary>
    public required string Source
    {
        get => SourceValue.ToString();
        init => SourceValue = (UploadStatusSource)Enum.Parse(typeof(UploadStatusSource), value);
    }

    /// <summary><see cref="Source"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal UploadStatusSource SourceValue { get; private init; }

    /// <summary>When it happened, as Meta tells; UTC.</summary>
    public DateTimeOffset? Time { get; init; }
}
