using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// The template of an opt-in request. Sources: Meta's guide, Meta's older reference, and responses to production calls.
/// </summary>
/// <param name="Title">The title, or the default title.</param>
/// <param name="Payload">The payload of the webhook.</param>
/// <param name="TimeZone">The customer's time zone; null when the request has none.</param>
/// <param name="Reoptin">ENABLED or DISABLED.</param>
/// <param name="CallToAction">The value for the button text, one of <see cref="Messenger.CallToAction.Words"/>.</param>
/// <param name="Images">Number of images: one, or one for each card.</param>
internal sealed record OptInTemplate(string Title, string Payload, string? TimeZone, string Reoptin, string CallToAction, int Images)
{
    private const string Place = "message[attachment][payload]";
    private const int MaxTitle = 65;
    private const int MaxElements = 5;

    private static readonly string[] Keys =
    [
        "template_type", "title", "image_url", "image_aspect_ratio", "payload", "elements",
        "notification_messages_cta_text", "notification_messages_reoptin", "notification_messages_timezone",
    ];

    private static readonly Regex TimeZoneName = new("^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Reads a message. Everything except an opt-in request is rejected.</summary>
    /// <param name="message">The <c>message</c> parameter.</param>
    public static OptInTemplate Read(JsonElement message)
    {
        JsonElement attachment = message.Object("attachment") ?? throw GraphErrors.Missing("message[attachment]");
        RequireOneOf(attachment.Text("type") ?? throw GraphErrors.Missing("message[attachment][type]"), "message[attachment][type]", "template");
        JsonElement template = attachment.Object("payload") ?? throw GraphErrors.Missing(Place);
        RequireOneOf(template.Text("template_type") ?? throw Missing("template_type"), $"{Place}[template_type]", "notification_messages");
        RejectUnknown(template);

        string title = template.Text("title") ?? Subscriptions.UsualTitle;
        if (title.Trim().Length == 0 || LengthOf(title) > MaxTitle)
        {
            throw GraphErrors.Invalid($"Param {Place}[title] must be a string of 1 to 65 characters");
        }

        string payload = template.Text("payload") is { Length: > 0 } text ? text : throw Missing("payload");
        RequireOptionalOneOf(template, "image_aspect_ratio", "HORIZONTAL", "SQUARE");
        RequireOptionalOneOf(template, "notification_messages_cta_text", [.. Messenger.CallToAction.Words.Keys]);
        RequireOptionalOneOf(template, "notification_messages_reoptin", "ENABLED", "DISABLED");
        string? timeZone = template.Text("notification_messages_timezone");
        if (timeZone is not null && !TimeZoneName.IsMatch(timeZone))
        {
            throw GraphErrors.Invalid($"Param {Place}[notification_messages_timezone] must be a time zone ID, as America/Los_Angeles");
        }

        int images = CheckImages(template);
        return new OptInTemplate(
            title,
            payload,
            timeZone,
            template.Text("notification_messages_reoptin") ?? "ENABLED",
            template.Text("notification_messages_cta_text") ?? Messenger.CallToAction.Usual,
            images);
    }

    // A character outside the Basic Multilingual Plane, such as an emoji, counts as one.
    private static int LengthOf(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static void RejectUnknown(JsonElement template)
    {
        string[] unknown = [.. template.EnumerateObject().Select(static member => member.Name).Where(static name => !Keys.Contains(name))];
        if (unknown.Length > 0)
        {
            throw MessengerErrors.InvalidKeys(string.Join(", ", unknown.Select(static name => $"\"{name}\"")), Place);
        }
    }

    /// <returns>The number of images.</returns>
    private static int CheckImages(JsonElement template)
    {
        if (!template.TryGetProperty("elements", out JsonElement elements))
        {
            CheckImage(template);
            return 1;
        }

        if (elements.ValueKind != JsonValueKind.Array || elements.GetArrayLength() is < 1 or > MaxElements)
        {
            throw GraphErrors.Invalid($"Param {Place}[elements] must be an array of 1 to 5 elements");
        }

        foreach (JsonElement element in elements.EnumerateArray())
        {
            CheckImage(element);
        }

        return elements.GetArrayLength();
    }

    private static void CheckImage(JsonElement owner)
    {
        string image = owner.Text("image_url") is { Length: > 0 } text ? text : throw MessengerErrors.ImageMissing();
        if (!Uri.TryCreate(image, UriKind.Absolute, out Uri? address) || address.Scheme is not "https")
        {
            throw MessengerErrors.ImageNotFetched();
        }
    }

    private static void RequireOptionalOneOf(JsonElement template, string member, params string[] values)
    {
        if (template.TryGetProperty(member, out _))
        {
            RequireOneOf(template.Text(member) ?? string.Empty, $"{Place}[{member}]", values);
        }
    }

    private static void RequireOneOf(string value, string place, params string[] values)
    {
        if (!((IReadOnlyCollection<string>)values).Contains(value))
        {
            throw GraphErrors.Invalid($"Param {place} must be one of {{{string.Join(", ", values)}}}");
        }
    }

    private static GraphErrorException Missing(string member) => GraphErrors.Missing($"{Place}[{member}]");
}
