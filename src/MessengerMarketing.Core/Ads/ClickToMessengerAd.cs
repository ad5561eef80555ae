using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Customers;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Ads;

/// <summary>The four objects that make an ad, in the order they are made.</summary>
public enum AdStep
{
    /// <summary>The campaign, which has the objective.</summary>
    Campaign,

    /// <summary>The ad set: budget, audience and destination.</summary>
    AdSet,

    /// <summary>The creative: text, image and button.</summary>
    Creative,

    /// <summary>The ad, which joins ad set and creative.</summary>
    Ad,
}

/// <summary>An ad that clicks to Messenger, as it is wanted. Amounts are in the smallest unit of the ad account's currency, such as cents.</summary>
internal sealed record ClickToMessengerAdDraft
{
    /// <summary>The longest greeting, in characters.</summary>
    public const int MaxGreeting = 300;

    /// <summary>Name of the campaign, the ad set, the creative and the ad; not blank.</summary>
    public required string Name { get; init; }

    /// <summary>The ad's text; not blank.</summary>
    public required string Message { get; init; }

    /// <summary>The ad's headline; null for none.</summary>
    public string? Headline { get; init; }

    /// <summary>The line under the headline; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Absolute https address of the image; or a hash.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Hash of an image in the ad account's library; or an address.</summary>
    public string? ImageHash { get; init; }

    /// <summary>What the person sees first in Messenger, at most 300 characters; null for Meta's default.</summary>
    public string? Greeting { get; init; }

    /// <summary>What may be spent a day, more than zero; or a lifetime budget.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>What may be spent in all, more than zero; needs an end.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>When the ad starts; null for at once.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the ad ends; null for never.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Who sees the ad, as a JSON object in Meta's targeting form, with at least <c>geo_locations</c>.</summary>
    public required JsonElement Targeting { get; init; }

    /// <summary>Meta's special ad categories; empty when the ad falls under none.</summary>
    public IReadOnlyList<string> SpecialAdCategories { get; init; } = [];

    /// <summary>Who benefits from the ad, required by the EU for ads shown there; null where the ad account has a default.</summary>
    public string? Beneficiary { get; init; }

    /// <summary>Who pays for the ad, required by the EU for ads shown there; null where the ad account has a default.</summary>
    public string? Payor { get; init; }

    /// <summary>Whether the ad runs as soon as Meta has reviewed it, and costs money. Otherwise it is paused.</summary>
    public bool IsActive { get; init; }

    /// <summary>Targeting by country alone.</summary>
    /// <param name="countries">Their codes or names, as <see cref="Countries"/> knows them.</param>
    /// <exception cref="ArgumentException">One of them is no country, or there is none.</exception>
    public static JsonElement TargetCountries(IEnumerable<string> countries)
    {
        var codes = new List<string>();
        foreach (string country in countries)
        {
            if (!Countries.TryGetCode(country, out string? code))
            {
                string meant = Countries.Suggest(country) is { } near ? $" Did you mean {near}?" : string.Empty;
                throw new ArgumentException($"'{country}' is not a country; give its ISO 3166-1 alpha-2 code, such as VN, or its name.{meant}", nameof(countries));
            }

            codes.Add($"\"{code.ToUpperInvariant()}\"");
        }

        return codes.Count > 0
            ? JsonElement.Parse("{\"geo_locations\":{\"countries\":[" + string.Join(",", codes) + "]}}")
            : throw new ArgumentException("No country is named. Give ISO 3166-1 alpha-2 codes, such as VN.", nameof(countries));
    }

    /// <summary>Checks what can be known without asking Meta.</summary>
    /// <param name="now">The moment to judge by.</param>
    /// <exception cref="ArgumentException">A member is out of its limits; <see cref="ArgumentException.ParamName"/> names it.</exception>
    public void Check(DateTimeOffset now)
    {
        Limits.Require(!string.IsNullOrWhiteSpace(Name), nameof(Name), "The ad needs a name.");
        Limits.Require(!string.IsNullOrWhiteSpace(Message), nameof(Message), "The ad needs a text.");
        Limits.Require(ImageUrl is null != ImageHash is null, nameof(ImageUrl), "The ad needs one image, by its address or by its hash.");
        Limits.Require(
            ImageUrl is null || Limits.IsHttps(ImageUrl),
            nameof(ImageUrl),
            "The image's address must be an absolute https address.");
        Limits.Require(Greeting is null || Greeting.Length <= MaxGreeting, nameof(Greeting), string.Format(CultureInfo.InvariantCulture, "A greeting has at most {0} characters.", MaxGreeting));
        Limits.Require(DailyBudget is null != LifetimeBudget is null, nameof(DailyBudget), "The ad has either a daily or a lifetime budget.");
        Limits.Require((DailyBudget ?? LifetimeBudget) > 0, DailyBudget is null ? nameof(LifetimeBudget) : nameof(DailyBudget), "A budget is more than zero.");
        Limits.Require(LifetimeBudget is null || EndTime is not null, nameof(EndTime), "A lifetime budget needs an end.");
        Limits.Require(EndTime is null || EndTime > (StartTime > now ? StartTime : now), nameof(EndTime), "The ad ends after its start, and not in the past.");
        Limits.Require(Targeting.ValueKind == JsonValueKind.Object, nameof(Targeting), "The targeting is an object, such as @{ geo_locations = @{ countries = @('VN') } }.");
    }
}

/// <summary>The objects that make an ad.</summary>
public sealed record ClickToMessengerAd
{
    /// <summary>Their name.</summary>
    public required string Name { get; init; }

    /// <summary><c>PAUSED</c> or <c>ACTIVE</c>, as asked for; Meta reviews an active ad before it runs.</summary>
    public required string Status { get; init; }

    /// <summary>Digits.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Digits.</summary>
    public required string AdSetId { get; init; }

    /// <summary>Digits.</summary>
    public required string CreativeId { get; init; }

    /// <summary>Digits.</summary>
    public required string AdId { get; init; }

    /// <summary>Id of the Page that people write to.</summary>
    public required string PageId { get; init; }
}
