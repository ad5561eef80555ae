using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using MessengerMarketing.Tests.Proof;
using PhoneNumbers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

/// <summary>Holds the tables against libphonenumber with random valid numbers of every region, in every form that it or people write.</summary>
public sealed class LibphonenumberRandomTests
{
    private const int NumbersOfType = 3;
    private const int MaxAttempts = 60;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private static readonly PhoneNumberType[] Types = [PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE];

    /// <summary>Where the two differ although the library itself reads the text as the number, and why that is meant: a form, then a region or any.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
    };

    [Fact]
    public void Every_form_of_a_random_number_becomes_that_number_or_the_result_of_the_library()
    {
        var random = new Random(ProofSettings.Seed);
        var output = new CellBuffer();
        var differing = new List<string>();
        int numbers = 0;
        int compared = 0;
        foreach (string region in Library.GetSupportedRegions().Order(StringComparer.Ordinal))
        {
            foreach (PhoneNumber number in Numbers(region, random))
            {
                numbers++;
                foreach ((string form, string value, string? country) in LibphonenumberTests.Forms(number, region))
                {
                    compared++;
                    RejectReason reason = PhoneNumberNormalizer.Normalize(value, Plan(country), keepTrunkZero: false, output);
                    string actual = reason == RejectReason.None ? output.ToString() : reason.ToString();
                    if (actual != Digits(number) && actual != Parse(value, country) && !Reasons.ContainsKey($"{form} {region}") && !Reasons.ContainsKey(form))
                    {
                        differing.Add($"{region} {form} {country ?? "-"}: {value} {Digits(number)} -> {actual}");
                    }
                }
            }
        }

        Assert.True(differing.Count == 0, $"{differing.Count} of {compared} differ with seed {ProofSettings.Seed}:{Environment.NewLine}{string.Join(Environment.NewLine, differing.Take(40))}");
        ProofResults.Add("Oracle", "libphonenumber", compared, "comparisons", string.Create(CultureInfo.InvariantCulture, $"{numbers} random numbers of {Library.GetSupportedRegions().Count} regions"));
    }

    /// <summary>Valid numbers of a region that differ from its example numbers in some of the last digits.</summary>
    private static IEnumerable<PhoneNumber> Numbers(string region, Random random)
    {
        foreach (PhoneNumberType type in Types)
        {
            if (Library.GetExampleNumberForType(region, type) is not { } example)
            {
                continue;
            }

            int found = 0;
            for (int attempt = 0; attempt < MaxAttempts * ProofSettings.Factor && found < NumbersOfType * ProofSettings.Factor; attempt++)
            {
                PhoneNumber candidate = Change(example, random);
                if (Library.IsValidNumberForRegion(candidate, region))
                {
                    found++;
                    yield return candidate;
                }
            }
        }
    }

    private static PhoneNumber Change(PhoneNumber example, Random random)
    {
        char[] digits = example.NationalNumber.ToString(CultureInfo.InvariantCulture).ToCharArray();
        for (int i = random.Next(1, digits.Length); i < digits.Length; i++)
        {
            digits[i] = (char)('0' + random.Next(10));
        }

        PhoneNumber.Builder number = new PhoneNumber.Builder().MergeFrom(example);
        return number.SetNationalNumber(ulong.Parse(digits, CultureInfo.InvariantCulture)).Build();
    }

    private static string Digits(PhoneNumber number) => Library.Format(number, PhoneNumberFormat.E164)[1..];

    /// <summary>What the library reads in a text: some numbers without their calling code are numbers of another area, too.</summary>
    private static string? Parse(string value, string? country)
    {
        try
        {
            return country is null ? null : Digits(Library.Parse(value, country));
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static NumberingPlan? Plan(string? country) => country is not null && NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan) ? plan : null;
}
