using System.Collections.Generic;

namespace MessengerMarketing.Ads;

/// <summary>The declarations of an ad that Meta or the law of a country requires.</summary>
internal sealed record AdDeclarations
{
    /// <summary>The key of <see cref="Beneficiaries"/> and <see cref="Payers"/> for all regions without a specific key.</summary>
    public const string EveryRegion = "";

    /// <summary>Maximum length of a name that is declared for the EU, in characters.</summary>
    public const int MaxNameLength = 512;

    private static readonly IReadOnlyDictionary<string, string> Nobody = new Dictionary<string, string>();

    /// <summary>Meta's special ad categories, such as HOUSING; empty when none applies.</summary>
    public IReadOnlyList<string> SpecialAdCategories { get; init; } = [];

    /// <summary>Countries of the special ad categories, ISO 3166-1 alpha-2 in uppercase; empty for those that the ad is shown in.</summary>
    public IReadOnlyList<string> SpecialAdCategoryCountries { get; init; } = [];

    /// <summary>Names of <see cref="AdRegions.Categories"/> that apply in addition to the universal categories of each country.</summary>
    public IReadOnlyList<string> RegionalCategories { get; init; } = [];

    /// <summary>The beneficiary of the ad, by region or category (<c>TW</c>, <c>TAIWAN_FINSERV</c>, <c>EU</c>) or for <see cref="EveryRegion"/>: a name for the
    /// EU, and the id of a verified identity elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Beneficiaries { get; init; } = Nobody;

    /// <summary>The payer of the ad, in the same format.</summary>
    public IReadOnlyDictionary<string, string> Payers { get; init; } = Nobody;
}
