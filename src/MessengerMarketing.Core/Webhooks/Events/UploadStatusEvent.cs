using System;
using System.Globalization;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// A batch of uploaded customers was matched (<c>marketing_messages_subscriber_upload_status</c>). The properties are from the seed
/// document's field reference. There is no session id: audience, rows and time identify a batch.
/// </summary>
public sealed record UploadStatusEvent : WebhookEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_messages_subscriber_upload_status";

    /// <summary>The only documented value of <see cref="BatchUploadingStatus"/>.</summary>
    public const string Success = "SUCCESS";

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.UploadStatus;

    /// <summary>The app's id.</summary>
    public string? AppId { get; init; }

    /// <summary>The audience's id.</summary>
    public string? CustomAudienceId { get; init; }

    /// <summary>The audience's id, under the name of the parameter that it binds to in other commands.</summary>
    public string? AudienceId => CustomAudienceId;

    /// <summary>The ad account's id, digits.</summary>
    public string? AdAccountId { get; init; }

    /// <summary>When it happened, from the event.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Number of processed rows in the batch.</summary>
    public long? NumRows { get; init; }

    /// <summary>Id of the business that owns the Page.</summary>
    public string? BusinessId { get; init; }

    /// <summary>Lower bound of the number of people in the audience, not only in the batch.</summary>
    public long? ApproximateCountLowerBound { get; init; }

    /// <summary>Upper bound of the number of people in the audience.</summary>
    public long? ApproximateCountUpperBound { get; init; }

    /// <summary>The status of the batch, as Meta reports it.</summary>
    public string? BatchUploadingStatus { get; init; }

    /// <inheritdoc/>
    public override string ToDisplayText() => string.Format(
        CultureInfo.InvariantCulture,
        "audience {0}, {1} rows, {2} to {3} people, {4}",
        CustomAudienceId ?? "?",
        NumRows,
        ApproximateCountLowerBound,
        ApproximateCountUpperBound,
        BatchUploadingStatus ?? "no status");
}
