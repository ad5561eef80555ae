using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using PhoneNumbers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

/// <summary>
/// Holds the tables against libphonenumber: its example numbers of every region, fixed and mobile, in every form that it or people write.
/// </summary>
public sealed class LibphonenumberTests
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private static readonly string[] CallersFrom = ["US", "GB", "DE", "FR", "VN", "TH", "ID", "HK", "JP", "KR", "AU", "BR", "CO", "RU"];

    /// <summary>Where the two differ, and why that is meant.</summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["ID FIXED_LINE without plus ID 62218350123 62218350123 -> 6262218350123"] = "62 is an area code of Indonesia too, and the number a national one without its zero.",
        ["SE FIXED_LINE without plus SE 468123456 468123456 -> 46468123456"] = "0468 is an area code of Sweden, and the number a national one without its zero.",
        ["XK FIXED_LINE without plus XK 38328012345 38328012345 -> 38338328012345"] = "Kosovo has national numbers of twelve digits that begin with 383.",
    };

    [Fact]
    public void Every_form_of_an_example_number_has_the_result_of_libphonenumber()
    {
        var output = new CellBuffer();
        var differing = new List<string>();
        int compared = 0;
        foreach ((string form, string value, string? country, string expected) in Cases())
        {
            compared++;
            RejectReason reason = PhoneNumberNormalizer.Normalize(value, Plan(country), keepTrunkZero: false, output);
            if (reason != RejectReason.None || output.ToString() != expected)
            {
                differing.Add($"{form} {country ?? "-"} {value} {expected} -> {(reason == RejectReason.None ? output : reason)}");
            }
        }

        Assert.True(compared > 10_000, $"{compared} compared");
        Assert.Equal(Differences.Keys.Order(), differing.Order());
        Assert.InRange(Differences.Count, 0, 5);
    }

    private static IEnumerable<(string Form, string Value, string? Country, string Expected)> Cases()
    {
        foreach (string region in Library.GetSupportedRegions().Order())
        {
            foreach (PhoneNumberType type in new[] { PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE })
            {
                if (Library.GetExampleNumberForType(region, type) is { } number)
                {
                    foreach ((string form, string value, string? country) in Forms(number, region))
                    {
                        yield return ($"{region} {type} {form}", value, country, Library.Format(number, PhoneNumberFormat.E164).Substring(1));
                    }
                }
            }
        }
    }

    /// <summary>A number in every form that the library or people write.</summary>
    internal static IEnumerable<(string Form, string Value, string? Country)> Forms(PhoneNumber number, string region)
    {
        string digits = Library.Format(number, PhoneNumberFormat.E164).Substring(1);
        string international = Library.Format(number, PhoneNumberFormat.INTERNATIONAL);
        yield return ("national", Library.Format(number, PhoneNumberFormat.NATIONAL), region);
        yield return ("international", international, region);
        yield return ("international", international, null);
        yield return ("international", international, region == "VN" ? "DE" : "VN");
        yield return ("E.164", $"+{digits}", null);
        yield return ("00", $"00{digits}", null);
        yield return ("without plus", digits, region);
        yield return ("without plus", digits, null);
        yield return ("without plus", international.Substring(1), region);
        if (Library.GetNddPrefixForRegion(region, stripNonDigits: true) == "0")
        {
            string prefix = "+" + number.CountryCode;
            string zero = $"{prefix} (0){international.Substring(prefix.Length)}";
            yield return ("(0)", zero, region);
            yield return ("(0)", zero, null);
        }

        foreach (string caller in CallersFrom.Where(caller => caller != region))
        {
            yield return ("from " + caller, Library.FormatOutOfCountryCallingNumber(number, caller), caller);
        }
    }

    private static NumberingPlan? Plan(string? country) => country is not null && NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan) ? plan : null;
}
