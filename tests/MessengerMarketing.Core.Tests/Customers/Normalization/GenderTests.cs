using MessengerMarketing.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class GenderTests
{
    [Theory]
    [InlineData("f")]
    [InlineData("F")]
    [InlineData(" Female ")]
    [InlineData("woman")]
    [InlineData("Mrs.")]
    [InlineData("weiblich")]
    [InlineData("Femme")]
    [InlineData("mujer")]
    [InlineData("Nữ")]
    [InlineData("女")]
    [InlineData("أنثى")]
    [InlineData("女性")]
    [InlineData("Kadın")]
    [InlineData("KADIN")]
    [InlineData("Perempuan")]
    [InlineData("Ж")]
    [InlineData("женский")]
    [InlineData("K")]
    [InlineData("femminile")]
    public void Words_for_a_woman_become_f(string value) => Assert.Equal("f", Cell.Normalized(SchemaKey.GEN, value));

    [Theory]
    [InlineData("m")]
    [InlineData("M.")]
    [InlineData("MALE")]
    [InlineData("man")]
    [InlineData("Mr")]
    [InlineData("männlich")]
    [InlineData("homme")]
    [InlineData("nam")]
    [InlineData("남성")]
    [InlineData("男性")]
    [InlineData("Erkek")]
    [InlineData("Laki-laki")]
    [InlineData("м")]
    [InlineData("Мужской")]
    [InlineData("maschile")]
    public void Words_for_a_man_become_m(string value) => Assert.Equal("m", Cell.Normalized(SchemaKey.GEN, value));

    [Theory]
    [InlineData("x")]
    [InlineData("fluid")]
    [InlineData("miscellaneous")]
    [InlineData("non-binary")]
    [InlineData("1")]
    [InlineData("a word that is much longer than any of those for a gender")]
    public void A_first_letter_is_not_enough(string value) =>
        Assert.Equal(RejectReason.NotRecognized, Cell.Rejected(SchemaKey.GEN, value));
}
