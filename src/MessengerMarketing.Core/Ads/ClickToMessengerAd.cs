using System;
using System.Globalization;
using System.Text.Json;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Ads;

/// <summary>The four objects of an ad, in the order of their creation.</summary>
public enum AdStep
{
    /// <summary>The campaign, with the objective.</summary>
    Campaign,

    /// <summary>The ad set, with the budget, the audience and the destination.</summary>
    AdSet,

    /// <summary>The creative, with the text, the image and the button.</summary>
    Creative,

    /// <summary>The ad, which combines the ad set and the creative.</summary>
    Ad,
}

/// <summary>An ad that clicks to Messenger, to create. Amounts are in the smallest unit of the ad account's currency, such as cents.</summary>
internal sealed record ClickToMessengerAdDraft
{
    /// <summary>Maximum length of a greeting, in characters.</summary>
    public const int MaxGreeting = 300;

    /// <summary>Name of the campaign, the ad set, the creative and the ad; not blank.</summary>
    public required string Name { get; init; }

    /// <summary>The ad's text; not blank.</summary>
    public required string Message { get; init; }

    /// <summary>The ad's headline; null for none.</summary>
    public string? Headline { get; init; }

    /// <summary>The line under the headline; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Absolute https URL of the image. Exclusive with the hash.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Hash of an image in the ad account's library. Exclusive with the URL.</summary>
    public string? ImageHash { get; init; }

    /// <summary>The greeting in Messenger, at most 300 characters; null for Meta's default.</summary>
    public string? Greeting { get; init; }

    /// <summary>Budget per day, more than zero. Exclusive with the lifetime budget.</summary>
    public long? DailyBudget { get; init; }

    /// <summary>Total budget, more than zero. It requires an end time.</summary>
    public long? LifetimeBudget { get; init; }

    /// <summary>When the ad starts; null for immediately.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the ad ends; null for no end.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Who sees the ad, as a JSON object in Meta's targeting format, with at least <c>geo_locations</c>.</summary>
    public required JsonElement Targeting { get; init; }

    /// <summary>The declarations of the ad.</summary>
    public AdDeclarations Declarations { get; init; } = new();

    /// <summary>Whether the ad runs, and costs money, as soon as Meta has reviewed it. Otherwise it is paused.</summary>
    public bool IsActive { get; init; }

    /// <summary>Returns the values of the declarations that are sent.</summary>
    /// <exception cref="ArgumentException">A declaration that the countries of the targeting require is missing, or not valid.</exception>
    public AdDeclarationValues ReadDeclarations() => AdDeclarationReader.Read(Declarations, AdTargeting.FindCountries(Targeting));

    /// <summary>Checks what can be checked without calling Meta.</summary>
    /// <param name="now">The current time.</param>
    /// <exception cref="ArgumentException">A property is not valid; <see cref="ArgumentException.ParamName"/> names it.</exception>
    public void Check(DateTimeOffset now)
    {
        Limits.Require(!string.IsNullOrWhiteSpace(Name), nameof(Name), "The ad needs a name.");
        Limits.Require(!string.IsNullOrWhiteSpace(Message), nameof(Message), "The ad needs a text.");
        Limits.Require(ImageUrl is null != ImageHash is null, nameof(ImageUrl), "The ad needs one image, either its URL or its hash.");
        Limits.Require(
            ImageUrl is null || Limits.IsHttps(ImageUrl),
            nameof(ImageUrl),
            "The image URL must be an absolute https URL.");
        Limits.Require(Greeting is null || Greeting.Length <= MaxGreeting, nameof(Greeting), string.Format(CultureInfo.InvariantCulture, "A greeting must have at most {0} characters.", MaxGreeting));
        Limits.Require(DailyBudget is null != LifetimeBudget is null, nameof(DailyBudget), "The ad must have either a daily or a lifetime budget.");
        Limits.Require((DailyBudget ?? LifetimeBudget) > 0, DailyBudget is null ? nameof(LifetimeBudget) : nameof(DailyBudget), "A budget must be more than zero.");
        Limits.Require(LifetimeBudget is null || EndTime is not null, nameof(EndTime), "A lifetime budget requires an end time.");
        Limits.Require(EndTime is null || EndTime > (StartTime > now ? StartTime : now), nameof(EndTime), "The ad must end after its start, and not in the past.");
        AdTargeting.Check(Targeting, nameof(Targeting));
        ReadDeclarations();
    }
}

/// <summary>The objects of an ad.</summary>
public sealed record ClickToMessengerAd
{
    /// <summary>Name of the objects.</summary>
    public required string Name { get; init; }

    /// <summary>The requested status, <c>PAUSED</c> or <c>ACTIVE</c>. Meta reviews an active ad before it runs.</summary>
    public required string Status { get; init; }

    /// <summary>Digits.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Digits.</summary>
    public required string AdSetId { get; init; }

    /// <summary>Digits.</summary>
    public required string CreativeId { get; init; }

    /// <summary>Digits.</summary>
    public required string AdId { get; init; }

    /// <summary>Id of the Page that people send messages to.</summary>
    public required string PageId { get; init; }
}
