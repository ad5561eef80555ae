using System.Collections.Generic;

namespace MessengerMarketing.Errors;

/// <summary>Advice for error codes of ads.</summary>
internal static class AdAdvice
{
    private const string Region = "An ad in this country must declare who benefits from it and who pays for it. Specify the IDs of verified identities with -Beneficiary and -Payer, such as @{ TH = '1234567890' }.";
    private const string EuropeanUnion = "An ad in the EU must declare who benefits from it and who pays for it. Specify their names with -Beneficiary and -Payer, such as @{ EU = 'Example Ltd' }.";

    /// <summary>Texts by code and subcode, with the placeholders of <see cref="GraphAdvice"/>.</summary>
    internal static readonly Dictionary<(int Code, int? Subcode), string> Texts = new()
    {
        [(100, 1870227)] = "The targeting must specify whether Meta can show the ad to other people: set targeting_automation.advantage_audience to 0 or 1.",
        [(100, 2909034)] = "The ad is shown in a country outside the countries of its special ad category. Add the country with -SpecialAdCategoryCountry, or change the targeting.",
        [(100, 3858079)] = EuropeanUnion,
        [(100, 3858081)] = EuropeanUnion,
        [(100, 3858495)] = Region,
        [(100, 3858550)] = Region,
        [(100, 3858634)] = Region,
        [(100, 3858636)] = Region,
    };
}
