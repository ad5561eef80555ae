using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Messaging;

/// <summary>The words on an opt-in request's button, in Meta's spelling.</summary>
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

    /// <summary>Absolute https address of the card's image.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>What webhooks about this card bring back; null for the request's own.</summary>
    public string? Payload { get; init; }
}

/// <summary>
/// A request to a person to subscribe to marketing messages, as the template <c>notification_messages</c> describes it. Source: the seed
/// document, option 3, and Meta's reference of the template for its limits.
/// </summary>
internal sealed record OptInRequest
{
    /// <summary>The title Meta shows when none is given.</summary>
    public const string DefaultTitle = "Updates and promotions";

    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 65;

    /// <summary>The most cards.</summary>
    public const int MaxElements = 5;

    /// <summary>At most 65 characters; null for Meta's <see cref="DefaultTitle"/>. Required with cards.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Absolute https address of the image. The reference calls it optional; recorded traffic of 2026 shows requests without one fail with
    /// error 2018012.
    /// </summary>
    public string? ImageUrl { get; init; }

    /// <summary>What the opt-in webhook brings back. The reference requires one; when null, the title is sent.</summary>
    public string? Payload { get; init; }

    /// <summary>The person's time zone by its IANA name, such as <c>Asia/Ho_Chi_Minh</c>; null to leave it to Meta.</summary>
    public string? TimeZone { get; init; }

    /// <summary>How the image is cropped; null for Meta's default.</summary>
    public OptInImageAspectRatio? ImageAspectRatio { get; init; }

    /// <summary>The button's words; null for Meta's default.</summary>
    public OptInCallToAction? CallToAction { get; init; }

    /// <summary>Whether Meta asks the person again when the subscription is about to end; null for Meta's default.</summary>
    public bool? Reoptin { get; init; }

    /// <summary>One to five cards; empty for a request without.</summary>
    public IReadOnlyList<OptInElement> Elements { get; init; } = [];

    /// <summary>Checks every member and spells the time zone as the database does.</summary>
    /// <exception cref="ArgumentException">A member is out of its limits; <see cref="ArgumentException.ParamName"/> names it.</exception>
    public OptInRequest Checked()
    {
        CheckTitle(Title, nameof(Title));
        CheckImage(ImageUrl, nameof(ImageUrl));
        Limits.Require(Payload is null || Payload.Trim().Length > 0, nameof(Payload), "The payload is blank. Leave it out to have the title sent back.");
        Limits.Require(Elements.Count <= MaxElements, nameof(Elements), $"A request has at most {MaxElements} cards.");
        Limits.Require(Elements.Count == 0 || Title is not null, nameof(Title), "A request with cards needs a title of its own.");
        foreach (var element in Elements)
        {
            Limits.Require(element.Title is not null && element.ImageUrl is not null, nameof(Elements), "Each card needs a title and an image.");
            CheckTitle(element.Title, nameof(Elements));
            CheckImage(element.ImageUrl, nameof(Elements));
        }

        if (TimeZone is null)
        {
            return this;
        }

        if (TimeZoneNames.TryNormalize(TimeZone, out var canonical))
        {
            return this with { TimeZone = canonical };
        }

        string meant = TimeZoneNames.Suggest(TimeZone) is { } near ? $" Did you mean {near}?" : string.Empty;
        throw Limits.Broken(nameof(TimeZone), $"'{TimeZone}' is no time zone of the IANA database.{meant} Give a name such as Asia/Ho_Chi_Minh or America/New_York.");
    }

    private static void CheckTitle(string? title, string member)
    {
        if (title is null)
        {
            return;
        }

        var length = LengthOf(title);
        Limits.Require(title.Trim().Length > 0, member, "The title is blank.");
        Limits.Require(length <= MaxTitle, member, string.Format(CultureInfo.InvariantCulture, "The title has {0} characters; at most {1} are allowed.", length, MaxTitle));
    }

    /// <summary>Characters as people count them: one outside the basic plane, such as an emoji, is one.</summary>
    private static int LengthOf(string text)
    {
        var length = text.Length;
        foreach (var character in text)
        {
            length -= char.IsLowSurrogate(character) ? 1 : 0;
        }

        return length;
    }

    private static void CheckImage(string? address, string member) =>
        Limits.Require(address is null || Limits.IsHttps(address), member, "The image's address must be an absolute https address that anyone can fetch.");
}

/// <summary>An opt-in request that Meta took. Whether the person agrees is told by a webhook.</summary>
public sealed record OptInRequestResult
{
    /// <summary>Page-scoped id of the person asked.</summary>
    public required string Psid { get; init; }

    /// <summary>Meta's id of the message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The title the person sees.</summary>
    public required string Title { get; init; }

    /// <summary>When the answer came, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <returns>Title and time; not the person.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Opt-in request '{0}' at {1:u}", Title, Time);
}
