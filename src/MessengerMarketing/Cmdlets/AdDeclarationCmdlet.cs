using System;
using System.Management.Automation;
using MessengerMarketing.Ads;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters for the declarations of an ad.</summary>
public abstract class AdDeclarationCmdlet : GraphCmdlet
{
    /// <summary>Meta's special ad categories that apply to the ad, such as HOUSING.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SpecialAdCategory { get; set; } = [];

    /// <summary>Countries of the special ad categories. The default is the countries that the ad is shown in.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SpecialAdCategoryCountry { get; set; } = [];

    /// <summary>Categories of regulated ads, in addition to those that every ad in a country belongs to.</summary>
    [Parameter]
    [ValidateSet("TAIWAN_UNIVERSAL", "SINGAPORE_UNIVERSAL", "THAILAND_UNIVERSAL", "BRAZIL_REGULATION", "TAIWAN_FINSERV", "AUSTRALIA_FINSERV", "INDIA_FINSERV")]
    public string[] RegionalCategory { get; set; } = [];

    /// <summary>The beneficiary of the ad, by region: <c>@{ EU = 'Example Ltd'; TW = '1234567890' }</c>, or one text for all regions.</summary>
    [Parameter]
    [RegionValuesTransformation]
    public RegionValues? Beneficiary { get; set; }

    /// <summary>The payer of the ad, by region, or one text for all regions.</summary>
    [Parameter]
    [Alias("Payor")]
    [RegionValuesTransformation]
    public RegionValues? Payer { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the declarations of the parameters.</summary>
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
