using System;
using System.Management.Automation;
using MessengerMarketing.Ads;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters of what an ad declares about itself.</summary>
public abstract class AdDeclarationCmdlet : GraphCmdlet
{
    /// <summary>Meta's special ad categories, such as HOUSING, where the ad falls under one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SpecialAdCategory { get; set; } = [];

    /// <summary>Countries of the special ad categories. Those that the ad is shown in by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SpecialAdCategoryCountry { get; set; } = [];

    /// <summary>Categories of regulated ads, beside those that every ad in a country belongs to.</summary>
    [Parameter]
    [ValidateSet("TAIWAN_UNIVERSAL", "SINGAPORE_UNIVERSAL", "THAILAND_UNIVERSAL", "BRAZIL_REGULATION", "TAIWAN_FINSERV", "AUSTRALIA_FINSERV", "INDIA_FINSERV")]
    public string[] RegionalCategory { get; set; } = [];

    /// <summary>Who benefits from the ad, by region: <c>@{ EU = 'Example Ltd'; TW = '1234567890' }</c>; or one text for every region.</summary>
    [Parameter]
    [RegionValuesTransformation]
    public RegionValues? Beneficiary { get; set; }

    /// <summary>Who pays for the ad, by region; or one text for every region.</summary>
    [Parameter]
    [Alias("Payor")]
    [RegionValuesTransformation]
    public RegionValues? Payer { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What the parameters declare.</summary>
    /// <exception cref="ArgumentException">A country is not known.</exception>
    internal AdDeclarations ReadDeclarations() => new()
    {
        SpecialAdCategories = Array.ConvertAll(SpecialAdCategory, static category => category.ToUpperInvariant()),
        SpecialAdCategoryCountries = Array.ConvertAll(SpecialAdCategoryCountry, static country => AdTargeting.ToCode(country, nameof(SpecialAdCategoryCountry))),
        RegionalCategories = RegionalCategory,
        Beneficiaries = RegionValues.ToDictionary(Beneficiary),
        Payers = RegionValues.ToDictionary(Payer),
    };
}
