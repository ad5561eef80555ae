using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Ads;

/// <summary>The values of an ad's declarations that are sent.</summary>
/// <param name="SpecialAdCategoryCountries">Of the campaign; null for none.</param>
/// <param name="RegionalCategories">Of the ad set; null for none.</param>
/// <param name="RegionalIdentities">Ids by member name; null for none.</param>
/// <param name="EuBeneficiary">A name; null for none.</param>
/// <param name="EuPayer">A name; null for none.</param>
internal sealed record AdDeclarationValues(
    IReadOnlyList<string>? SpecialAdCategoryCountries,
    IReadOnlyList<string>? RegionalCategories,
    IReadOnlyDictionary<string, string>? RegionalIdentities,
    string? EuBeneficiary,
    string? EuPayer);

/// <summary>Finds the declarations that the countries of an ad require. If one is missing, the ad is refused before anything is sent, because Meta rejects the
/// ad set only after the campaign was created. Source: Meta's ad set reference; no API lists the ids of verified identities.</summary>
internal sealed class AdDeclarationReader
{
    private const string Beneficiary = "Beneficiary";
    private const string Payer = "Payer";

    private readonly AdDeclarations _declarations;
    private readonly IReadOnlyList<string> _countries;

    private AdDeclarationReader(AdDeclarations declarations, IReadOnlyList<string> countries)
    {
        _declarations = declarations;
        _countries = countries;
    }

    /// <summary>Reads the declarations of an ad.</summary>
    /// <param name="declarations">The declarations of the caller.</param>
    /// <param name="countries">The countries that the ad is shown in, in uppercase.</param>
    /// <exception cref="ArgumentException">A declaration is missing or not valid.</exception>
    public static AdDeclarationValues Read(AdDeclarations declarations, IReadOnlyList<string> countries) => new AdDeclarationReader(declarations, countries).Read();

    private AdDeclarationValues Read()
    {
        CheckKeys(_declarations.Beneficiaries, Beneficiary);
        CheckKeys(_declarations.Payers, Payer);
        AdRegionalCategory[] categories = [.. FindCategories()];
        var identities = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (AdRegionalCategory category in categories)
        {
            AddIdentity(identities, category, _declarations.Beneficiaries, Beneficiary);
            AddIdentity(identities, category, _declarations.Payers, Payer);
        }

        CheckUse(_declarations.Beneficiaries, categories, Beneficiary);
        CheckUse(_declarations.Payers, categories, Payer);
        bool isEuropean = IsGiven(AdRegions.EuropeanUnion) || _countries.Any(AdRegions.IsEuropean);

        // The name is sent even if no country requires a declaration, because the targeting may reach the EU in other ways.
        bool sendsName = isEuropean || categories.Length == 0;
        return new AdDeclarationValues(
            FindSpecialCountries(),
            categories.Length == 0 ? null : [.. categories.Select(static category => category.Name)],
            identities.Count == 0 ? null : identities,
            sendsName ? FindName(_declarations.Beneficiaries, Beneficiary, isEuropean) : null,
            sendsName ? FindName(_declarations.Payers, Payer, isEuropean) : null);
    }

    private static void CheckKeys(IReadOnlyDictionary<string, string> values, string member)
    {
        foreach (string key in values.Keys.Where(static key => key != AdDeclarations.EveryRegion && !AdRegions.IsRegion(key)))
        {
            throw Limits.CreateException(member, $"'{key}' is not a region with a declaration. The regions are EU, {string.Join(", ", AdRegions.Categories.Select(static category => category.Region).Distinct())}; the categories are {Names()}.");
        }
    }

    private static void CheckUse(IReadOnlyDictionary<string, string> values, AdRegionalCategory[] categories, string member)
    {
        foreach (string key in values.Keys.Where(static key => key != AdDeclarations.EveryRegion && !string.Equals(key, AdRegions.EuropeanUnion, StringComparison.OrdinalIgnoreCase)))
        {
            Limits.Require(
                Array.Exists(categories, category => string.Equals(category.Region, key, StringComparison.OrdinalIgnoreCase) || string.Equals(category.Name, key, StringComparison.OrdinalIgnoreCase)),
                member,
                $"The {member.ToLowerInvariant()} for {key} does not belong to a category of the ad. Also specify the category, such as AUSTRALIA_FINSERV.");
        }
    }

    private IEnumerable<AdRegionalCategory> FindCategories()
    {
        string[] unknown = [.. _declarations.RegionalCategories.Where(static name => AdRegions.FindCategory(name) is null)];
        Limits.Require(unknown.Length == 0, "RegionalCategory", $"'{unknown.FirstOrDefault()}' is not a category of regulated ads. The categories are {Names()}.");
        return AdRegions.Categories.Where(category =>
            (category.IsUniversal && (_countries.Contains(category.Region) || IsGiven(category.Region)))
            || IsGiven(category.Name)
            || _declarations.RegionalCategories.Any(name => string.Equals(name, category.Name, StringComparison.OrdinalIgnoreCase)));
    }

    private static void AddIdentity(Dictionary<string, string> identities, AdRegionalCategory category, IReadOnlyDictionary<string, string> values, string member)
    {
        string id = Find(values, category.Name) ?? Find(values, category.Region) ?? Find(values, AdDeclarations.EveryRegion) ?? throw Limits.CreateException(
            member,
            $"An ad in {category.Region} must declare the {member.ToLowerInvariant()} ({category.Name}): the ID of a verified identity, such as @{{ {category.Region} = '1234567890' }}. One ID can serve as beneficiary and payer. Meta has no API that lists these IDs; read them from an existing ad set.");
        Limits.Require(GraphId.IsId(id), member, $"The {member.ToLowerInvariant()} for {category.Region} must be the ID of a verified identity (digits only). Names are supported only for the EU.");
        string name = $"{category.IdentityPrefix}_{member.ToLowerInvariant()}";
        Limits.Require(
            !identities.TryGetValue(name, out string? other) || other == id, member, $"Thailand and Brazil share one {member.ToLowerInvariant()}. Use the same ID for both, or create an ad for each.");
        identities[name] = id;
    }

    private static string? FindName(IReadOnlyDictionary<string, string> values, string member, bool isRequired)
    {
        string? name = Find(values, AdRegions.EuropeanUnion) ?? Find(values, AdDeclarations.EveryRegion);
        Limits.Require(
            name is not null || !isRequired, member, $"An ad in the EU must declare the {member.ToLowerInvariant()}: the name of a person or an organization, such as @{{ EU = 'Example Ltd' }}.");
        return name is null || name.Length <= AdDeclarations.MaxNameLength
            ? name
            : throw Limits.CreateException(member, $"The {member.ToLowerInvariant()} for the EU must have at most {AdDeclarations.MaxNameLength} characters.");
    }

    private IReadOnlyList<string>? FindSpecialCountries()
    {
        if (_declarations.SpecialAdCategories.Count == 0 || _declarations.SpecialAdCategories.All(static category => category == "NONE"))
        {
            return null;
        }

        IReadOnlyList<string> countries = _declarations.SpecialAdCategoryCountries.Count > 0 ? _declarations.SpecialAdCategoryCountries : _countries;
        Limits.Require(countries.Count > 0, "SpecialAdCategoryCountry", "A special ad category needs the countries that the ad is shown in, and the targeting names none. Specify their codes, such as US.");
        string[] outside = [.. _countries.Except(countries)];
        Limits.Require(outside.Length == 0, "SpecialAdCategoryCountry", $"The ad is shown in {string.Join(", ", outside)}, outside the countries of its special ad category. Add them.");
        return countries;
    }

    private bool IsGiven(string key) => Find(_declarations.Beneficiaries, key) is not null || Find(_declarations.Payers, key) is not null;

    private static string? Find(IReadOnlyDictionary<string, string> values, string key) =>
        values.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Names() => string.Join(", ", AdRegions.Categories.Select(static category => category.Name));
}
