using System;
using System.Collections.Generic;
using System.Text.Json;
using MessengerMarketing.Ads;
using Xunit;

namespace MessengerMarketing.Tests.Ads;

/// <summary>What an ad must declare for the countries that it is shown in.</summary>
public sealed class AdDeclarationTests
{
    [Fact]
    public void A_country_without_a_requirement_needs_no_declaration()
    {
        AdDeclarationValues values = AdDeclarationReader.Read(new AdDeclarations(), ["US", "VN"]);

        Assert.Null(values.RegionalCategories);
        Assert.Null(values.RegionalIdentities);
        Assert.Null(values.SpecialAdCategoryCountries);
        Assert.Null(values.EuBeneficiary);
    }

    [Theory]
    [InlineData("TW", "TAIWAN_UNIVERSAL", "taiwan_universal")]
    [InlineData("SG", "SINGAPORE_UNIVERSAL", "singapore_universal")]
    [InlineData("TH", "THAILAND_UNIVERSAL", "universal")]
    [InlineData("BR", "BRAZIL_REGULATION", "universal")]
    public void Every_ad_in_these_countries_declares_its_category_and_two_identities(string country, string category, string prefix)
    {
        AdDeclarationValues values = AdDeclarationReader.Read(Declare(new() { [country] = "111" }, new() { [country.ToLowerInvariant()] = "222" }), ["US", country]);

        Assert.Equal([category], values.RegionalCategories);
        Assert.Equal(new Dictionary<string, string> { [$"{prefix}_beneficiary"] = "111", [$"{prefix}_payer"] = "222" }, values.RegionalIdentities);
        Assert.Equal("Beneficiary", Refusal(new AdDeclarations(), country).ParamName);
        Assert.Equal("Payer", Refusal(Declare(new() { [country] = "111" }, []), country).ParamName);
    }

    [Fact]
    public void One_id_can_be_specified_for_all_regions()
    {
        AdDeclarationValues values = AdDeclarationReader.Read(Declare(ForAll("111"), ForAll("111")), ["TH", "BR", "TW"]);

        Assert.Equal(["TAIWAN_UNIVERSAL", "THAILAND_UNIVERSAL", "BRAZIL_REGULATION"], values.RegionalCategories);
        Assert.Equal(["taiwan_universal_beneficiary", "taiwan_universal_payer", "universal_beneficiary", "universal_payer"], values.RegionalIdentities!.Keys);
        Assert.Null(values.EuBeneficiary);
    }

    [Fact]
    public void A_financial_category_has_its_own_identities()
    {
        AdDeclarationValues values = AdDeclarationReader.Read(
            Declare(new() { ["TAIWAN_FINSERV"] = "1", ["TW"] = "2" }, new() { ["TW"] = "3" }) with { RegionalCategories = ["taiwan_finserv"] }, ["TW"]);

        Assert.Equal(["TAIWAN_UNIVERSAL", "TAIWAN_FINSERV"], values.RegionalCategories);
        Assert.Equal("1", values.RegionalIdentities!["taiwan_finserv_beneficiary"]);
        Assert.Equal("2", values.RegionalIdentities["taiwan_universal_beneficiary"]);
        Assert.Equal("3", values.RegionalIdentities["taiwan_finserv_payer"]);
    }

    [Fact]
    public void An_ad_in_the_EU_declares_two_names()
    {
        AdDeclarationValues values = AdDeclarationReader.Read(Declare(new() { ["EU"] = "Example Ltd" }, new() { ["eu"] = "Example Inc" }), ["DE"]);

        Assert.Equal(("Example Ltd", "Example Inc"), (values.EuBeneficiary, values.EuPayer));
        Assert.Null(values.RegionalCategories);
        Assert.Equal("Beneficiary", Refusal(new AdDeclarations(), "FR").ParamName);
        Assert.Equal("Payer", Refusal(Declare(ForAll("Example Ltd"), []), "PL").ParamName);
        Assert.Equal("Beneficiary", Refusal(Declare(ForAll(new string('a', 513)), ForAll("Example Ltd")), "IT").ParamName);
    }

    [Fact]
    public void A_name_is_sent_for_any_country()
    {
        Assert.Equal("Example Ltd", AdDeclarationReader.Read(Declare([], ForAll("Example Ltd")), []).EuPayer);
    }

    [Fact]
    public void An_invalid_declaration_is_refused_with_the_valid_ones()
    {
        Assert.Contains("verified identity", Refusal(Declare(ForAll("Example Ltd"), ForAll("1")), "TW").Message, StringComparison.Ordinal);
        Assert.Contains("'XX' is not a region", Refusal(Declare(new() { ["XX"] = "1" }, []), "US").Message, StringComparison.Ordinal);
        Assert.Contains("AUSTRALIA_FINSERV", Refusal(Declare(new() { ["AU"] = "1" }, []), "AU").Message, StringComparison.Ordinal);
        Assert.Contains("share one", Refusal(Declare(new() { ["TH"] = "1", ["BR"] = "2" }, ForAll("1")), "TH", "BR").Message, StringComparison.Ordinal);
        Assert.Equal("RegionalCategory", Refusal(new AdDeclarations { RegionalCategories = ["MARS"] }, "US").ParamName);
    }

    [Fact]
    public void A_special_category_is_sent_with_the_countries_of_the_ad()
    {
        var housing = new AdDeclarations { SpecialAdCategories = ["HOUSING"] };

        Assert.Equal(["US", "CA"], AdDeclarationReader.Read(housing, ["US", "CA"]).SpecialAdCategoryCountries);
        Assert.Equal(["US", "CA", "MX"], AdDeclarationReader.Read(housing with { SpecialAdCategoryCountries = ["US", "CA", "MX"] }, ["US", "CA"]).SpecialAdCategoryCountries);
        Assert.Equal("SpecialAdCategoryCountry", Refusal(housing with { SpecialAdCategoryCountries = ["US"] }, "US", "CA").ParamName);
        Assert.Equal("SpecialAdCategoryCountry", Refusal(housing).ParamName);
        Assert.Null(AdDeclarationReader.Read(new AdDeclarations { SpecialAdCategories = ["NONE"] }, ["US"]).SpecialAdCategoryCountries);
    }

    [Fact]
    public void Countries_are_found_in_all_parts_of_the_targeting()
    {
        using var targeting = JsonDocument.Parse("""{"geo_locations":{"countries":["us"],"cities":[{"key":"1","country":"TH"}],"custom_locations":[{"country":"DE"}],"country_groups":["eea"],"regions":[{"key":"3847"}]}}""");

        Assert.Equal(["US", "TH", "DE"], AdTargeting.FindCountries(targeting.RootElement));
    }

    private static AdDeclarations Declare(Dictionary<string, string> beneficiaries, Dictionary<string, string> payers) => new() { Beneficiaries = beneficiaries, Payers = payers };

    private static Dictionary<string, string> ForAll(string text) => new() { [AdDeclarations.EveryRegion] = text };

    private static ArgumentException Refusal(AdDeclarations declarations, params string[] countries) =>
        Assert.Throws<ArgumentException>(() => AdDeclarationReader.Read(declarations, countries));
}
