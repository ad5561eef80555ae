using MessengerMarketing.Text;
using Xunit;

namespace MessengerMarketing.Tests.Text;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Spring list", "Spring list")]
    [InlineData("\u001B[31mred\u001B[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\u001B]8;;http://evil.example\u0007click\u001B]8;;\u0007", "\uFFFD]8;;http://evil.example\uFFFDclick\uFFFD]8;;\uFFFD")]
    [InlineData("\u009B31m\u007F\0", "\uFFFD31m\uFFFD\uFFFD")]
    [InlineData("one\r\ntwo\nthree\rfour\tfive\u0085six\u2028seven", "one two three four five\uFFFDsix seven")]
    [InlineData("gpj.\u202Eexe", "gpj.exe")]
    [InlineData("\u2066a\u2069\u200E\u200F\u061C", "a")]
    [InlineData("pay\u200Bpal\uFEFF\u2060", "paypal")]
    [InlineData("hidden\U000E0041\U000E0042", "hidden")]
    [InlineData("👩\u200D👧 می\u200Cخواهم Müller 東京", "👩\u200D👧 می\u200Cخواهم Müller 東京")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    [InlineData(null, "")]
    public void Foreign_text_becomes_one_harmless_line(string? text, string expected) => Assert.Equal(expected, SafeText.SingleLine(text));

    // Not among the cases above: a test's name cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("half \uFFFD and \uFFFD", SafeText.SingleLine("half " + '\uD83D' + " and " + '\uDE00'));

    [Fact]
    public void Lines_and_tabs_stay_if_requested() => Assert.Equal("one\r\n\ttwo\uFFFD", SafeText.MultiLine("one\r\n\ttwo\u001B"));

    [Fact]
    public void A_harmless_text_is_not_copied()
    {
        const string Text = "Frühjahr, 春, printemps";
        Assert.Same(Text, SafeText.SingleLine(Text));
    }
}
