using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

public sealed class NumberingPlansTests
{
    [Theory]
    [InlineData("VN", "84", "0")]
    [InlineData("vn", "84", "0")]
    [InlineData("US", "1", "1")]
    [InlineData("RU", "7", "8")]
    [InlineData("HU", "36", "06")]
    [InlineData("IT", "39", "")]
    [InlineData("BS", "1", "1")]
    public void A_country_has_a_calling_code_and_a_trunk_prefix(string country, string callingCode, string trunkPrefix)
    {
        Assert.True(NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan));
        Assert.Equal(country.ToUpperInvariant(), plan.CountryCode);
        Assert.Equal(callingCode, plan.CallingCode);
        Assert.Equal(trunkPrefix, plan.TrunkPrefix);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AQ")]
    [InlineData("ZZ")]
    [InlineData("USA")]
    [InlineData("001")]
    public void A_country_without_phone_numbers_has_no_plan(string country) =>
        Assert.False(NumberingPlans.TryGetByCountry(country, out _));

    [Theory]
    [InlineData("12425550123", "US")]
    [InlineData("77011234567", "RU")]
    [InlineData("390669812345", "IT")]
    [InlineData("441481960123", "GB")]
    [InlineData("4779123456", "NO")]
    [InlineData("61891640000", "AU")]
    [InlineData("212528812345", "MA")]
    [InlineData("262269601234", "RE")]
    [InlineData("29022158", "SH")]
    [InlineData("35818123456", "FI")]
    [InlineData("590590271234", "GP")]
    [InlineData("5997151234", "CW")]
    [InlineData("84912345678", "VN")]
    [InlineData("80012345678", "001")]
    public void A_shared_calling_code_uses_the_plan_of_its_main_country(string number, string country)
    {
        var digits = new CellBuffer();
        digits.Append(number);

        Assert.True(NumberingPlans.TryGetByCallingCode(digits, out NumberingPlan? plan));
        Assert.Equal(country, plan.CountryCode);
        Assert.True(plan.IsMainCountry);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0084912345678")]
    [InlineData("9991234567")]
    [InlineData("21")]
    public void Digits_without_a_calling_code_have_no_plan(string number)
    {
        var digits = new CellBuffer();
        digits.Append(number);

        Assert.False(NumberingPlans.TryGetByCallingCode(digits, out _));
    }

    [Fact]
    public void Every_plan_s_patterns_compile()
    {
        var output = new CellBuffer();
        string[] countries = [.. from first in Letters from second in Letters select $"{first}{second}"];
        int plans = 0;
        foreach (string country in countries)
        {
            if (NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan))
            {
                // Begins with its calling code, so that the mobile pattern is asked too; 1234567 fits some plans, 0 prefixes others.
                foreach (string number in new[] { plan.CallingCode + "123456789", "01234567", "1234567", "0011234567" })
                {
                    PhoneNumberNormalizer.Normalize(number, plan, keepTrunkZero: false, output);
                }

                Assert.False(plan.FitsMobile("0".ToCharArray(), 0, 1));
                Assert.False(plan.Fits("0".ToCharArray(), 0, 1));
                plans++;
            }
        }

        foreach (string code in new[] { "800", "808", "870", "878", "881", "882", "883", "888", "979" })
        {
            Assert.Equal(
                RejectReason.None,
                PhoneNumberNormalizer.Normalize($"+{code}12345678", country: null, keepTrunkZero: false, output));
        }

        Assert.Equal(245, plans);
    }

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
}
