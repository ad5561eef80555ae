using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

/// <summary>The body of an opt-in request, in the order of Meta's sample, including <c>page</c>.</summary>
internal sealed record OptInBody
{
    [JsonPropertyName("recipient")]
    public required RecipientNode Recipient { get; init; }

    [JsonPropertyName("page")]
    public required string Page { get; init; }

    [JsonPropertyName("message")]
    public required OptInMessage Message { get; init; }
}

/// <summary>The recipient of a message.</summary>
internal sealed record RecipientNode([property: JsonPropertyName("id")] string Id);

internal sealed record OptInMessage
{
    [JsonPropertyName("attachment")]
    public required OptInAttachment Attachment { get; init; }
}

internal sealed record OptInAttachment
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "template";

    [JsonPropertyName("payload")]
    public required OptInTemplate Payload { get; init; }
}

internal sealed record OptInTemplate
{
    [JsonPropertyName("template_type")]
    public string TemplateType { get; init; } = "notification_messages";

    [JsonPropertyName("notification_messages_timezone")]
    public string? TimeZone { get; init; }

    [JsonPropertyName("title")]
    public string? Title { get; init; }

    [JsonPropertyName("image_url")]
    public string? ImageUrl { get; init; }

    [JsonPropertyName("image_aspect_ratio")]
    public string? ImageAspectRatio { get; init; }

    [JsonPropertyName("notification_messages_cta_text")]
    public string? CallToAction { get; init; }

    [JsonPropertyName("notification_messages_reoptin")]
    public string? Reoptin { get; init; }

    [JsonPropertyName("elements")]
    public IReadOnlyList<OptInElementNode>? Elements { get; init; }

    [JsonPropertyName("payload")]
    public required string Payload { get; init; }
}

internal sealed record OptInElementNode
{
    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("image_url")]
    public required string ImageUrl { get; init; }

    [JsonPropertyName("payload")]
    public required string Payload { get; init; }
}
