using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>The text of an opt-in request's button, in Meta's spelling.</summary>
public enum OptInCallToAction
{
    /// <summary>"Allow messages".</summary>
    ALLOW,

    /// <summary>"Get messages".</summary>
    GET,

    /// <summary>"Get updates"; Meta's default.</summary>
    GET_UPDATES,

    /// <summary>"Opt in to messages".</summary>
    OPT_IN,

    /// <summary>"Sign up for messages".</summary>
    SIGN_UP,
}

/// <summary>How an opt-in request's image is cropped, in Meta's spelling.</summary>
public enum OptInImageAspectRatio
{
    /// <summary>1.91 to 1.</summary>
    HORIZONTAL,

    /// <summary>1 to 1.</summary>
    SQUARE,
}

/// <summary>One card of an opt-in request with several.</summary>
public sealed record OptInElement
{
    /// <summary>At most 65 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Absolute https URL of the card's image.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>The payload of webhooks about this card; null for the payload of the request.</summary>
    public string? Payload { get; init; }
}

/// <summary>
/// A request to a person to subscribe to marketing messages, with the template <c>notification_messages</c>. Sources: Meta's guide,
/// option 3, and Meta's reference of the template for the limits.
/// </summary>
internal sealed record OptInRequest
{
    /// <summary>The title that Meta shows by default.</summary>
    public const string DefaultTitle = "Updates and promotions";

    /// <summary>Maximum length of a title, in characters.</summary>
    public const int MaxTitle = 65;

    /// <summary>Maximum number of cards.</summary>
    public const int MaxElements = 5;

    /// <summary>At most 65 characters; null for Meta's <see cref="DefaultTitle"/>. Required with cards.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Absolute https URL of the image. The reference calls it optional, but in recorded traffic of 2026 requests without an image fail
    /// with error 2018012.
    /// </summary>
    public string? ImageUrl { get; init; }

    /// <summary>The payload of the opt-in webhook. The reference requires one; when null, the title is sent.</summary>
    public string? Payload { get; init; }

    /// <summary>IANA name of the person's time zone, such as <c>Asia/Ho_Chi_Minh</c>; null to leave it to Meta.</summary>
    public string? TimeZone { get; init; }

    /// <summary>How the image is cropped; null for Meta's default.</summary>
    public OptInImageAspectRatio? ImageAspectRatio { get; init; }

    /// <summary>The button's text; null for Meta's default.</summary>
    public OptInCallToAction? CallToAction { get; init; }

    /// <summary>Whether Meta asks the person again before the subscription expires; null for Meta's default.</summary>
    public bool? Reoptin { get; init; }

    /// <summary>One to five cards; empty for a request without cards.</summary>
    public IReadOnlyList<OptInElement> Elements { get; init; } = [];

    /// <summary>Checks all properties and returns the request with the canonical name of the time zone.</summary>
    /// <exception cref="ArgumentException">A property is not valid; <see cref="ArgumentException.ParamName"/> names it.</exception>
    public OptInRequest Checked()
    {
        CheckTitle(Title, nameof(Title));
        CheckImage(ImageUrl, nameof(ImageUrl));
        Limits.Require(Payload is null || Payload.Trim().Length > 0, nameof(Payload), "The payload is blank. To use the title as the payload, leave it out.");
        Limits.Require(Elements.Count <= MaxElements, nameof(Elements), $"A request has at most {MaxElements} cards.");
        Limits.Require(Elements.Count == 0 || Title is not null, nameof(Title), "A request with cards needs a title.");
        foreach (OptInElement element in Elements)
        {
            Limits.Require(element.Title is not null && element.ImageUrl is not null, nameof(Elements), "Each card needs a title and an image.");
            CheckTitle(element.Title, nameof(Elements));
            CheckImage(element.ImageUrl, nameof(Elements));
        }

        if (TimeZone is null)
        {
            return this;
        }

        if (TimeZoneNames.TryNormalize(TimeZone, out string? canonical))
        {
            return this with { TimeZone = canonical };
        }

        string meant = TimeZoneNames.Suggest(TimeZone) is { } near ? $" Did you mean {near}?" : string.Empty;
        throw Limits.CreateException(nameof(TimeZone), $"'{TimeZone}' is not an IANA time zone.{meant} Use a name such as Asia/Ho_Chi_Minh or America/New_York.");
    }

    private static void CheckTitle(string? title, string member)
    {
        if (title is null)
        {
            return;
        }

        int length = LengthOf(title);
        Limits.Require(title.Trim().Length > 0, member, "The title is blank.");
        Limits.Require(length <= MaxTitle, member, string.Format(CultureInfo.InvariantCulture, "The title has {0} characters; at most {1} are allowed.", length, MaxTitle));
    }

    /// <summary>Counts a character outside the Basic Multilingual Plane, such as an emoji, as one.</summary>
    private static int LengthOf(string text)
    {
        int length = text.Length;
        foreach (char character in text)
        {
            length -= char.IsLowSurrogate(character) ? 1 : 0;
        }

        return length;
    }

    private static void CheckImage(string? address, string member) =>
        Limits.Require(address is null || Limits.IsHttps(address), member, "The image URL must be an absolute https URL that is publicly accessible.");
}

/// <summary>An opt-in request that Meta accepted. A webhook reports whether the person agrees.</summary>
public sealed record OptInRequestResult
{
    /// <summary>Page-scoped id of the person.</summary>
    public required string Psid { get; init; }

    /// <summary>Meta's id of the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The title that the person sees.</summary>
    public required string Title { get; init; }

    /// <summary>When the response arrived, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <returns>The title and the time, without the person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Opt-in request '{0}' at {1:u}", Title, Time);
}
