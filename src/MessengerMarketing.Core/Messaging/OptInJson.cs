using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>The body of an opt-in request, in the order of the seed document's sample, <c>page</c> included.</summary>
internal sealed record OptInBody
{
    [JsonPropertyName("recipient")]
    public required RecipientNode Recipient { get; init; }

    [JsonPropertyName("page")]
    public required string Page { get; init; }

    [JsonPropertyName("message")]
    public required OptInMessage Message { get; init; }
}

/// <summary>Whom a message goes to; in one of the two answers the message's id stands here too.</summary>
internal sealed record RecipientNode
{
    [JsonPropertyName("id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? Id { get; init; }

    [JsonPropertyName("message_id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? MessageId { get; init; }
}

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

/// <summary>Both answers to an opt-in request: <c>{recipient:{id,message_id}}</c> of the seed document, <c>{recipient_id,message_id}</c> as recorded.</summary>
internal sealed record OptInAnswer
{
    [JsonPropertyName("recipient")]
    [JsonConverter(typeof(RecipientConverter))]
    public RecipientNode? Recipient { get; init; }

    [JsonPropertyName("recipient_id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? RecipientId { get; init; }

    [JsonPropertyName("message_id")]
    [JsonConverter(typeof(FlexibleStringConverter))]
    public string? MessageId { get; init; }
}

/// <summary>Reads a recipient from an object, or from the bare id that an older answer has in its place.</summary>
internal sealed class RecipientConverter : JsonConverter<RecipientNode?>
{
    public override RecipientNode? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? JsonSerializer.Deserialize(ref reader, MessagingJson.Default.RecipientNode)
            : new RecipientNode { Id = FlexibleJson.Text(ref reader) };

    public override void Write(Utf8JsonWriter writer, RecipientNode? value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, MessagingJson.Default.RecipientNode!);
}
