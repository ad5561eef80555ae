using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Ads;

/// <summary>A category of regulated ads.</summary>
/// <param name="Name">Its name in <c>regional_regulated_categories</c>.</param>
/// <param name="Region">The country that regulates it, ISO 3166-1 alpha-2 in uppercase.</param>
/// <param name="IdentityPrefix">How the members of <c>regional_regulation_identities</c> begin.</param>
/// <param name="IsUniversal">Whether every ad that is shown in the country is in this category.</param>
internal sealed record AdRegionalCategory(string Name, string Region, string IdentityPrefix, bool IsUniversal);

/// <summary>Countries that require a declaration of who benefits from an ad and who pays for it. Source: Meta's ad set reference, September 2026. The
/// declaration of the EU has separate members, with names instead of IDs.</summary>
internal static class AdRegions
{
    /// <summary>The region of the EU's declaration.</summary>
    public const string EuropeanUnion = "EU";

    /// <summary>The categories. Thailand and Brazil share their identities.</summary>
    public static readonly IReadOnlyList<AdRegionalCategory> Categories =
    [
        new("TAIWAN_UNIVERSAL", "TW", "taiwan_universal", true),
        new("SINGAPORE_UNIVERSAL", "SG", "singapore_universal", true),
        new("THAILAND_UNIVERSAL", "TH", "universal", true),
        new("BRAZIL_REGULATION", "BR", "universal", true),
        new("TAIWAN_FINSERV", "TW", "taiwan_finserv", false),
        new("AUSTRALIA_FINSERV", "AU", "australia_finserv", false),
        new("INDIA_FINSERV", "IN", "india_finserv", false),
    ];

    private static readonly HashSet<string> EuropeanCountries = new(StringComparer.OrdinalIgnoreCase)
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    };

    /// <summary>Finds a category by name, in any case; null when there is none.</summary>
    public static AdRegionalCategory? FindCategory(string name) => Categories.FirstOrDefault(category => string.Equals(category.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a country is a member of the EU.</summary>
    public static bool IsEuropean(string country) => EuropeanCountries.Contains(country);

    /// <summary>Returns whether a text is a region with declarations, or a category.</summary>
    public static bool IsRegion(string name) =>
        string.Equals(name, EuropeanUnion, StringComparison.OrdinalIgnoreCase)
        || Categories.Any(category => string.Equals(category.Region, name, StringComparison.OrdinalIgnoreCase))
        || FindCategory(name) is not null;
}
