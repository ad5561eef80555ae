using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Ads;

/// <summary>Checks the declarations of an ad set for the countries that it is shown in. Source: Meta's ad set reference, September 2026. The subcodes are from
/// reports of other projects, which do not explain the difference between two subcodes of one region.</summary>
internal static class AdDeclarationRules
{
    private static readonly Region[] Regions =
    [
        new("TW", "TAIWAN_UNIVERSAL", "taiwan_universal", 3858495, 3858495),
        new("SG", "SINGAPORE_UNIVERSAL", "singapore_universal", 3858550, 3858550),
        new("TH", "THAILAND_UNIVERSAL", "universal", 3858634, 3858636),
        new("BR", "BRAZIL_REGULATION", "universal", 3858634, 3858636),
    ];

    private static readonly HashSet<string> EuropeanCountries =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ];

    public static void Check(GraphParameters parameters, AdObject campaign)
    {
        JsonElement targeting = parameters.RequiredObject("targeting");
        string[] countries = FindCountries(targeting);
        CheckAutomation(targeting);
        CheckSpecialCategory(campaign, countries);
        foreach (Region region in Regions.Where(region => countries.Contains(region.Country)))
        {
            if (!parameters.List("regional_regulated_categories").Contains(region.Category))
            {
                throw GraphErrors.DeclarationMissing(region.NoCategory, $"regional_regulated_categories must contain {region.Category}");
            }

            JsonElement? identities = parameters["regional_regulation_identities"] is null ? null : parameters.RequiredObject("regional_regulation_identities");
            if (identities?.Text($"{region.Prefix}_beneficiary") is null || identities?.Text($"{region.Prefix}_payer") is null)
            {
                throw GraphErrors.DeclarationMissing(region.NoIdentity, $"regional_regulation_identities must contain {region.Prefix}_beneficiary and {region.Prefix}_payer");
            }
        }

        if (countries.Any(EuropeanCountries.Contains))
        {
            RequireName(parameters, "dsa_beneficiary", 3858079);
            RequireName(parameters, "dsa_payor", 3858081);
        }
    }

    private static void RequireName(GraphParameters parameters, string name, int subcode)
    {
        if (string.IsNullOrWhiteSpace(parameters[name]))
        {
            throw GraphErrors.DeclarationMissing(subcode, $"{name} is required for ads in the European Union");
        }
    }

    private static void CheckAutomation(JsonElement targeting)
    {
        if (targeting.Object("targeting_automation") is not { } automation
            || !automation.TryGetProperty("advantage_audience", out JsonElement advantage)
            || advantage.GetRawText() is not ("0" or "1"))
        {
            throw GraphErrors.DeclarationMissing(1870227, "targeting_automation[advantage_audience] must be 0 or 1");
        }
    }

    private static void CheckSpecialCategory(AdObject campaign, string[] countries)
    {
        string[] allowed = ReadList(campaign, "special_ad_category_country");
        if (ReadList(campaign, "special_ad_categories").Any(static category => !string.Equals(category, "NONE", StringComparison.Ordinal)) && !countries.All(allowed.Contains))
        {
            throw GraphErrors.DeclarationMissing(2909034, "The ad set targets a country outside the special_ad_category_country of its campaign");
        }
    }

    private static string[] ReadList(AdObject campaign, string name) => campaign.Parameters.TryGetValue(name, out string? text) && text.StartsWith("[", StringComparison.Ordinal)
        ? JsonSerializer.Deserialize<string[]>(text) ?? []
        : [];

    private static string[] FindCountries(JsonElement targeting) =>
        targeting.Object("geo_locations") is { } locations && locations.TryGetProperty("countries", out JsonElement countries) && countries.ValueKind == JsonValueKind.Array
            ? [.. countries.EnumerateArray().Where(static country => country.ValueKind == JsonValueKind.String).Select(static country => country.GetString()!)]
            : [];

    /// <summary>A country that requires a declaration, and what Meta calls its category and identities, with the subcodes for their absence.</summary>
    private sealed record Region(string Country, string Category, string Prefix, int NoCategory, int NoIdentity);
}
