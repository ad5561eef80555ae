using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging;

/// <summary>The body of a private reply.</summary>
internal sealed record PrivateReplyBody
{
    [JsonPropertyName("recipient")]
    public required PrivateReplyRecipient Recipient { get; init; }

    [JsonPropertyName("message")]
    public required PrivateReplyMessage Message { get; init; }
}

/// <summary>The comment or the post that is answered.</summary>
internal sealed record PrivateReplyRecipient
{
    [JsonPropertyName("comment_id")]
    public string? CommentId { get; init; }

    [JsonPropertyName("post_id")]
    public string? PostId { get; init; }
}

internal sealed record PrivateReplyMessage([property: JsonPropertyName("text")] string Text);
