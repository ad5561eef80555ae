using System;
using System.Globalization;
using System.Text.Json;

namespace MessengerMarketing.Messaging;

/// <summary>The content of a marketing message: a text, or a template from Meta's API reference of marketing messages.</summary>
internal sealed record MarketingMessage
{
    /// <summary>Maximum length of a text, in characters.</summary>
    public const int MaxText = 640;

    private MarketingMessage(JsonElement content) => Content = content;

    /// <summary>The <c>message</c> member of the request body.</summary>
    internal JsonElement Content { get; }

    /// <summary>Does not send the message to people who had a conversation with the Page within this time; null for no limit.</summary>
    /// <exception cref="ArgumentException">The value is zero or negative.</exception>
    public TimeSpan? MinConversationGap
    {
        get => field;
        init
        {
            Limits.Require(value is null || value > TimeSpan.Zero, nameof(MinConversationGap), "The time since the last conversation must be more than zero.");
            field = value;
        }
    }

    /// <summary>Creates a message with plain text.</summary>
    /// <exception cref="ArgumentException">The text is blank or longer than 640 characters.</exception>
    public static MarketingMessage FromText(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
        {
            throw new ArgumentException(string.Format(CultureInfo.InvariantCulture, "A text message must have 1 to {0} characters.", MaxText), nameof(text));
        }

        return new MarketingMessage(JsonElement.Parse("{\"text\":\"" + JsonEncodedText.Encode(text) + "\"}"));
    }

    /// <summary>Creates a message from JSON in Meta's format, such as <c>{"attachment":{"type":"template","payload":{…}}}</c>.</summary>
    /// <param name="json">A JSON object with a text or an attachment.</param>
    /// <exception cref="ArgumentException">The text is not such an object.</exception>
    public static MarketingMessage FromJson(string json)
    {
        JsonElement content;
        try
        {
            content = JsonElement.Parse(json ?? throw new ArgumentNullException(nameof(json)));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("The message is not complete JSON.", nameof(json), exception);
        }

        if (content.ValueKind != JsonValueKind.Object || !(content.TryGetProperty("attachment", out _) || content.TryGetProperty("text", out _)))
        {
            throw new ArgumentException("A message must be an object with a text or an attachment member.", nameof(json));
        }

        return new MarketingMessage(content);
    }
}
