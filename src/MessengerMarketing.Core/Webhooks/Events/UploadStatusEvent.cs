using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks;

/// <summary>A batch of uploaded customers was matched (<c>marketing_messages_subscriber_upload_status</c>). The properties are from Meta's field reference.
/// There is no session ID: audience, rows, and time identify a batch.</summary>
public sealed record UploadStatusEvent : WebhookEvent
{
    /// <summary>Name of the webhook field.</summary>
    public const string FieldName = "marketing_messages_subscriber_upload_status";

    /// <summary>The only documented value of <see cref="BatchUploadingStatus"/>.</summary>
    public const string Success = "SUCCESS";

    private UploadStatusEvent(WebhookItem item)
        : base(item)
    {
        AppId = item.Body.Text("app_id");
        CustomAudienceId = item.Body.Text("custom_audience_id");
        AdAccountId = item.Body.Text("ad_account_id");
        Timestamp = item.Body.Time("timestamp");
        NumRows = item.Body.Integer("num_rows");
        BusinessId = item.Body.Text("business_id");
        ApproximateCountLowerBound = item.Body.Integer("approximate_count_lower_bound");
        ApproximateCountUpperBound = item.Body.Integer("approximate_count_upper_bound");
        BatchUploadingStatus = item.Body.Text("batch_uploading_status");
    }

    /// <inheritdoc/>
    internal override WebhookEventKind KindValue => WebhookEventKind.UploadStatus;

    /// <summary>The app's id.</summary>
    public string? AppId { get; }

    /// <summary>The audience's id.</summary>
    public string? CustomAudienceId { get; }

    /// <summary>The audience's id, under the name of the parameter that it binds to in other commands.</summary>
    public string? AudienceId => CustomAudienceId;

    /// <summary>The ad account's id, digits.</summary>
    public string? AdAccountId { get; }

    /// <summary>When it happened, from the event.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>Number of processed rows in the batch.</summary>
    public long? NumRows { get; }

    /// <summary>Id of the business that owns the Page.</summary>
    public string? BusinessId { get; }

    /// <summary>Lower bound of the number of people in the audience, not only in the batch.</summary>
    public long? ApproximateCountLowerBound { get; }

    /// <summary>Upper bound of the number of people in the audience.</summary>
    public long? ApproximateCountUpperBound { get; }

    /// <summary>The status of the batch, as Meta reports it.</summary>
    public string? BatchUploadingStatus { get; }

    /// <inheritdoc/>
    public override string ToDisplayText() => string.Format(
        CultureInfo.InvariantCulture,
        "audience {0}, {1} rows, {2} to {3} people, {4}",
        CustomAudienceId ?? "?",
        NumRows,
        ApproximateCountLowerBound,
        ApproximateCountUpperBound,
        BatchUploadingStatus ?? "no status");

    internal static UploadStatusEvent? TryRead(WebhookItem item) =>
        item.Field == FieldName && item.Body.ValueKind == JsonValueKind.Object ? new(item) : null;
}
