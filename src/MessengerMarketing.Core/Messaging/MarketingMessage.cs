using System;
using System.Globalization;
using System.Text.Json;

namespace MessengerMarketing.Messaging;

/// <summary>What subscribers are sent: a text, or a template as Meta's API reference of marketing messages describes it.</summary>
internal sealed record MarketingMessage
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxText = 640;

    private MarketingMessage(JsonElement content) => Content = content;

    /// <summary>The <c>message</c> member.</summary>
    internal JsonElement Content { get; }

    /// <summary>Holds the message back from people who talked with the Page within this time; null for none.</summary>
    /// <exception cref="ArgumentException">Set to nothing or less.</exception>
    public TimeSpan? MinConversationGap
    {
        get => field;
        init
        {
            Limits.Require(value is null || value > TimeSpan.Zero, nameof(MinConversationGap), "The gap since the last conversation is more than zero.");
            field = value;
        }
    }

    /// <summary>A message of plain text.</summary>
    /// <exception cref="ArgumentException">The text is blank or longer than 640 characters.</exception>
    public static MarketingMessage FromText(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
        {
            throw new ArgumentException(string.Format(CultureInfo.InvariantCulture, "A text message has 1 to {0} characters.", MaxText), nameof(text));
        }

        return new MarketingMessage(JsonElement.Parse("{\"text\":\"" + JsonEncodedText.Encode(text) + "\"}"));
    }

    /// <summary>A message in Meta's own form, such as <c>{"attachment":{"type":"template","payload":{…}}}</c>.</summary>
    /// <param name="json">A JSON object with a text or an attachment.</param>
    /// <exception cref="ArgumentException">It is not that.</exception>
    public static MarketingMessage FromJson(string json)
    {
        JsonElement content;
        try
        {
            content = JsonElement.Parse(json ?? throw new ArgumentNullException(nameof(json)));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("The message is not whole JSON.", nameof(json), exception);
        }

        if (content.ValueKind != JsonValueKind.Object || !(content.TryGetProperty("attachment", out _) || content.TryGetProperty("text", out _)))
        {
            throw new ArgumentException("A message is an object with a text or an attachment member.", nameof(json));
        }

        return new MarketingMessage(content);
    }
}

/// <summary>The result of a marketing message to one subscriber.</summary>
public sealed record MarketingMessageReceipt
{
    /// <summary>Number of the token in its run, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The result: the name of a <see cref="SendStatus"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (SendStatus)Enum.Parse(typeof(SendStatus), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal SendStatus StatusValue { get; private init; }

    /// <summary>By which later webhooks speak of this message; null when it was not accepted.</summary>
    public string? TrackingId { get; init; }

    /// <summary>Stable word for what went wrong; null when nothing did.</summary>
    public string? ErrorId { get; init; }

    /// <summary>When to try this subscriber again, UTC, when Meta named a time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the answer came, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The subscriber's token, a secret. Default views and <see cref="ToString"/> leave it out.</summary>
    public required string Token { get; init; }

    /// <returns>Number and status; not the token.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Message {0}: {1}", Number, Status);
}
