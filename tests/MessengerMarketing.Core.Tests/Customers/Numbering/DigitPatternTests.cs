using System;
using MessengerMarketing.Customers.Numbering;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

public sealed class DigitPatternTests
{
    [Theory]
    [InlineData("12", "12", true)]
    [InlineData("12", "1", false)]
    [InlineData("12", "123", false)]
    [InlineData("[2-57]\\d{3}", "7000", true)]
    [InlineData("[2-57]\\d{3}", "6000", false)]
    [InlineData("[\\d]", "6", true)]
    [InlineData("[\\d6]", "6", true)]
    [InlineData("[4-66]", "6", true)]
    [InlineData("[0-9]", "0", true)]
    [InlineData("[0-9]", "9", true)]
    [InlineData("\\d{2,4}", "1", false)]
    [InlineData("\\d{2,4}", "123", true)]
    [InlineData("\\d{2,4}", "12345", false)]
    [InlineData("(?:1|22)3?", "223", true)]
    [InlineData("(?:1|22)3?", "1", true)]
    [InlineData("(?:1|22)3?", "23", false)]
    [InlineData("(?:\\d{2}){2}", "1234", true)]
    [InlineData("(?:\\d{2}){2}", "123", false)]
    [InlineData("0\\d|1", "", false)]
    [InlineData("1?", "", true)]
    public void A_number_matches_as_a_whole(string pattern, string number, bool matches) =>
        Assert.Equal(matches, DigitPatternCompiler.Compile(pattern).Matches(number.ToCharArray(), 0, number.Length));

    [Theory]
    [InlineData("0|180020", "1800201", 6)]
    [InlineData("0|180020", "0912", 1)]
    [InlineData("0|180020", "18002", 0)]
    [InlineData("0(1\\d)?", "0123", 3)]
    public void A_prefix_is_matched_as_far_as_possible(string pattern, string number, int length) =>
        Assert.Equal(length, DigitPatternCompiler.Compile(pattern).MaxPrefix(number.ToCharArray(), 0, number.Length));

    [Fact]
    public void Only_the_requested_range_is_matched() =>
        Assert.True(DigitPatternCompiler.Compile("23").Matches("12345".ToCharArray(), 1, 2));

    [Theory]
    [InlineData("1+")]
    [InlineData("(1")]
    [InlineData("[1")]
    [InlineData("1)")]
    [InlineData("\\w")]
    [InlineData("1{2")]
    [InlineData("a")]
    [InlineData("[a]")]
    [InlineData("[1-a]")]
    [InlineData("[1-]")]
    [InlineData("[/]")]
    [InlineData("[:]")]
    [InlineData("\\")]
    public void An_expression_that_no_plan_uses_is_refused(string pattern) =>
        Assert.Throws<FormatException>(() => DigitPatternCompiler.Compile(pattern));
}
