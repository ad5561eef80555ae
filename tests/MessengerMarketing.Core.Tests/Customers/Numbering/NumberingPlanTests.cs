using System;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

/// <summary>Each question about a plan, with plans that are made for it.</summary>
public sealed class NumberingPlanTests
{
    [Theory]
    [InlineData("012345", true, false)]
    [InlineData("312345678", true, true)]
    [InlineData("31234567", false, false)]
    [InlineData("12345", false, false)]
    public void A_number_fits_the_pattern_of_all_numbers_and_perhaps_that_of_mobile_ones(string number, bool fits, bool fitsMobile)
    {
        NumberingPlan plan = Plan(number: "0\\d{5}|3\\d{8}", mobile: "3\\d{8}");

        // Asked twice, because patterns are compiled on first use.
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(fits, plan.Fits(number.ToCharArray(), 0, number.Length));
            Assert.Equal(fitsMobile, plan.FitsMobile(number.ToCharArray(), 0, number.Length));
        }
    }

    [Fact]
    public void Without_a_mobile_pattern_no_number_is_a_mobile_one() => Assert.False(Plan(mobile: "").FitsMobile([], 0, 0));

    [Theory]
    [InlineData("0\\d{5}|3\\d{8}", true)]
    [InlineData("[2-9]\\d{9}", false)]
    public void A_plan_knows_whether_its_numbers_can_begin_with_zero(string pattern, bool canStartWithZero)
    {
        NumberingPlan plan = Plan(number: pattern);

        Assert.Equal(canStartWithZero, plan.CanStartWithZero);
        Assert.Equal(canStartWithZero, plan.CanStartWithZero);
    }

    [Theory]
    [InlineData(-1, false, false)]
    [InlineData(0, false, false)]
    [InlineData(5, false, false)]
    [InlineData(6, true, false)]
    [InlineData(7, false, false)]
    [InlineData(9, true, false)]
    [InlineData(10, false, true)]
    [InlineData(31, false, true)]
    [InlineData(32, false, true)]
    [InlineData(38, false, true)]
    public void Lengths_are_those_of_the_plan(int length, bool isPossible, bool isTooLong)
    {
        NumberingPlan plan = Plan(lengths: (1 << 6) | (1 << 9));

        Assert.Equal(isPossible, plan.IsPossibleLength(length));
        Assert.Equal(isTooLong, plan.IsTooLong(Math.Max(0, length)));
    }

    [Fact]
    public void The_first_and_the_last_length_are_lengths()
    {
        NumberingPlan plan = Plan(lengths: 1 | (1 << 31));

        Assert.Equal((true, true, false, false), (plan.IsPossibleLength(0), plan.IsPossibleLength(31), plan.IsPossibleLength(32), plan.IsPossibleLength(-1)));
        Assert.Equal((false, true), (plan.IsTooLong(31), plan.IsTooLong(32)));
    }

    [Theory]
    [InlineData("00|011", "01139", 3, false)]
    [InlineData("00|011", "0039", 2, false)]
    [InlineData("00|011", "00", 2, true)]
    [InlineData("00|011", "011", 3, true)]
    [InlineData("00|011", "01", 0, false)]
    [InlineData("00|011", "39", 0, false)]
    [InlineData("", "00", 0, false)]
    [InlineData("", "", 0, false)]
    public void A_prefix_for_calls_abroad_is_that_of_the_plan(string pattern, string digits, int length, bool isWhole)
    {
        NumberingPlan plan = Plan(internationalPrefix: pattern);

        Assert.Equal(length, plan.InternationalPrefixLength(digits.ToCharArray(), digits.Length));
        Assert.Equal(isWhole, plan.IsInternationalPrefix(digits.ToCharArray(), digits.Length));
    }

    [Fact]
    public void A_prefix_pattern_is_made_once_and_only_where_the_plan_has_one()
    {
        NumberingPlan plan = Plan(prefix: "0(8\\d)?");

        Assert.NotNull(plan.PrefixPattern);
        Assert.Same(plan.PrefixPattern, plan.PrefixPattern);
        Assert.Null(Plan(prefix: "").PrefixPattern);
    }

    // Patterns and rules of libphonenumber's metadata: Antigua, and Brazil with fewer carriers. Without a rule, a prefix is only removed.
    [Theory]
    [InlineData("([457]\\d{6})$|1", "268$1", "4641234", 7, "2684641234")]
    [InlineData("([457]\\d{6})$|1", "268$1", "12684641234", 1, null)]
    [InlineData("([457]\\d{6})$|1", "268$1", "8123456", 0, null)]
    [InlineData("(?:0|90)(?:(15|21)(\\d{10,11}))?", "$2", "01511912345678", 14, "11912345678")]
    [InlineData("(?:0|90)(?:(15|21)(\\d{10,11}))?", "$2", "0119123", 1, null)]
    [InlineData("(?:0|90)(?:(15|21)(\\d{10,11}))?", "$2", "9011912345678", 2, null)]
    [InlineData("(?:0|90)(?:(15|21))?", "x$1", "901511", 4, "x1511")]
    [InlineData("0(8\\d)?", "", "0812345", 3, null)]
    [InlineData("0(8\\d)?", "", "0712345", 1, null)]
    [InlineData("0(8\\d)?", "", "712345", 0, null)]
    public void A_prefix_is_removed_or_rewritten_as_the_plan_says(string pattern, string rule, string number, int length, string? rewritten)
    {
        var prefix = new TrunkPrefixPattern(pattern, rule);

        Assert.Equal(length, prefix.Match(("55" + number).ToCharArray(), 2, number.Length, out string? result));
        Assert.Equal(rewritten, result);
    }

    [Fact]
    public void No_digits_are_an_error_of_the_program()
    {
        Assert.Equal("digits", Assert.Throws<ArgumentNullException>(static () => NumberingPlans.TryGetByCallingCode((CellBuffer)null!, out _)).ParamName);
        Assert.Equal("digits", Assert.Throws<ArgumentNullException>(static () => NumberingPlans.TryGetByCallingCode(null!, 0, 0, out _)).ParamName);
    }

    private static NumberingPlan Plan(string number = "\\d{6}", string mobile = "", string internationalPrefix = "00", string prefix = "", int lengths = 1 << 6) =>
        new("IT", "39", isMainCountry: true, internationalPrefix, "", prefix, "", number, mobile, lengths);
}
