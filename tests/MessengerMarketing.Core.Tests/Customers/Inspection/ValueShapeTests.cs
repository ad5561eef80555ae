using MessengerMarketing.Customers.Inspection;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Inspection;

public sealed class ValueShapeTests
{
    [Theory]
    [InlineData("ann@example.com", "aaa@aaaaaaa.aaa")]
    [InlineData("+1 (202) 555-0101", "+9 (999) 999-9999")]
    [InlineData("  1990-04-15 ", "9999-99-99")]
    [InlineData("Jürgen", "aaaaaa")]
    [InlineData("東京都", "aaa")]
    [InlineData("٠٩١٢", "9999")]
    [InlineData("a\r\n\tb", "a a")]
    [InlineData("", "")]
    [InlineData("a.very.long.address@example.com", "a.aaaa.aaaa.aaaaaaa@aaaa...")]
    public void A_shape_contains_no_letter_or_digit_of_its_value(string value, string expected) => Assert.Equal(expected, ValueShape.FromValue(value));
}
