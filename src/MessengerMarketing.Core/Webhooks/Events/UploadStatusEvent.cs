using System;
using System.Globalization;

namespace MessengerMarketing.Webhooks;

/// <summary>
/// A batch of uploaded customers was matched (<c>marketing_messages_subscriber_upload_status</c>). The members are those of the seed
/// document's field reference. There is no session id: a batch is known by audience, rows and time.
/// </summary>
public sealed record UploadStatusEvent : WebhookEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_messages_subscriber_upload_status";

    /// <summary>The only value of <see cref="BatchUploadingStatus"/> that is documented.</summary>
    public const string Success = "SUCCESS";

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.UploadStatus;

    /// <summary>The app's id.</summary>
    public string? AppId { get; init; }

    /// <summary>The audience's id.</summary>
    public string? CustomAudienceId { get; init; }

    /// <summary>The same, under the name by which it binds to other commands.</summary>
    public string? AudienceId => CustomAudienceId;

    /// <summary>The ad account's id, digits.</summary>
    public string? AdAccountId { get; init; }

    /// <summary>When it happened, as the event itself tells.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Rows of the batch that have been processed.</summary>
    public long? NumRows { get; init; }

    /// <summary>Id of the business that owns the Page.</summary>
    public string? BusinessId { get; init; }

    /// <summary>Lower bound of the people in the whole audience, not only of the batch.</summary>
    public long? ApproximateCountLowerBound { get; init; }

    /// <summary>Upper bound of the people in the whole audience.</summary>
    public long? ApproximateCountUpperBound { get; init; }

    /// <summary>The batch's status, in Meta's words.</summary>
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
