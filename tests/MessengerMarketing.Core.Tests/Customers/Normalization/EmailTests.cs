using MessengerMarketing.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class EmailTests
{
    [Theory]
    [InlineData("John_Smith@gmail.com", "john_smith@gmail.com")]
    [InlineData("mary@example.com", "mary@example.com")]
    [InlineData(" Alice.Test@Gmail.com ", "alice.test@gmail.com")]
    [InlineData("A@EXAMPLE.COM", "a@example.com")]
    [InlineData("A@EXAMPLE.BIZ", "a@example.biz")]
    public void Addresses_are_trimmed_and_become_lower_case(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData("foo@fb.com\t\r\n\0\x0B.")]
    [InlineData("\0\x0B foo@fb.com")]
    [InlineData("\u200Bfoo@fb.com\u200B")]
    [InlineData("\uFEFFfoo@fb.com")]
    [InlineData("\u0080foo@fb.com")]
    [InlineData("\u00A0foo@fb.com\u3000")]
    [InlineData("foo@fb.com..")]
    [InlineData("foo@fb.com. .\n")]
    [InlineData("\u202Afoo@fb.com\u202C")]
    [InlineData("\x7F foo@fb.com\u0085")]
    public void Controls_zero_width_characters_and_trailing_dots_are_trimmed(string value) =>
        Assert.Equal("foo@fb.com", Cell.Normalized(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData("foo@\u200Bfb.com")]
    [InlineData("foo\u00AD@fb.com")]
    [InlineData("fo\u2060o@fb\u200B.com")]
    public void Invisible_characters_inside_an_address_are_removed_too(string value) =>
        Assert.Equal("foo@fb.com", Cell.Normalized(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData("First.Last+News@gmail.com", "first.last+news@gmail.com")]
    [InlineData("f.i.r.s.t@googlemail.com", "f.i.r.s.t@googlemail.com")]
    [InlineData("o'brien!#$%&*/=?^`{|}~-@example.com", "o'brien!#$%&*/=?^`{|}~-@example.com")]
    [InlineData("name.@example.co.uk", "name.@example.co.uk")]
    public void Dots_tags_and_signs_of_the_local_part_stay(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData("JOSÉ@example.com", "josé@example.com")]
    [InlineData("用户@例子.广告", "用户@例子.广告")]
    [InlineData("Почта@Пример.рф", "почта@пример.рф")]
    [InlineData("info@MÜLLER.example", "info@müller.example")]
    [InlineData("ｍａｒｙ＠ｅｘａｍｐｌｅ．ｃｏｍ", "mary@example.com")]
    [InlineData("mary@ｘｙｚ０９.example", "mary@xyz09.example")]
    [InlineData("😀ann@example.com", "😀ann@example.com")]
    public void Addresses_in_other_scripts_are_accepted(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData("Mary mary@example.com")]
    [InlineData("Mary <mary@example.com>, John <john@example.com>")]
    [InlineData("@example.com")]
    [InlineData("mary@")]
    [InlineData("mary@example")]
    [InlineData("mary@.com")]
    [InlineData("mary@example..com")]
    [InlineData("mary@@example.com")]
    [InlineData("mary@example@example.com")]
    [InlineData("@@example.com")]
    [InlineData("mary@example．")]
    [InlineData("mailto:")]
    [InlineData("mailto:?to=mary@example.com")]
    [InlineData("mary ann@example.com")]
    [InlineData("mary@exam ple.com")]
    [InlineData("mary\u00A0ann@example.com")]
    [InlineData("ma\0ry@example.com")]
    [InlineData("mary@example.com;john@example.com")]
    [InlineData("mary@example.com, john@example.com")]
    [InlineData("\"mary\"@example.com")]
    [InlineData("mary@[192.0.2.1]")]
    [InlineData("mary@example.com/x")]
    [InlineData("mary@exa_mple.com")]
    [InlineData("mary@example.com'")]
    [InlineData("@a")]
    public void An_invalid_address_is_rejected(string value) =>
        Assert.Equal(RejectReason.NotAnEmailAddress, Cell.Rejected(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData("a@b.c")]
    [InlineData("az09@az09.az")]
    [InlineData("0@0-a.z9")]
    [InlineData("?@example.com")]
    [InlineData("~@example.com")]
    [InlineData("a.@b.c")]
    [InlineData(".a@b.c")]
    [InlineData("a..b@c.d")]
    public void The_shortest_and_the_oddest_addresses_stay(string value) => Assert.Equal(value, Cell.Normalized(SchemaKey.EMAIL, value));

    [Theory]
    [InlineData('\u0001')]
    [InlineData(' ')]
    [InlineData('"')]
    [InlineData('(')]
    [InlineData(')')]
    [InlineData(',')]
    [InlineData(':')]
    [InlineData(';')]
    [InlineData('<')]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('\\')]
    [InlineData(']')]
    [InlineData('\u007F')]
    [InlineData('\u0080')]
    [InlineData('\u00A0')]
    [InlineData('\u3000')]
    public void Signs_that_no_address_has_are_refused_before_and_behind_the_at(char sign)
    {
        Assert.Equal(RejectReason.NotAnEmailAddress, Cell.Rejected(SchemaKey.EMAIL, $"a{sign}b@example.com"));
        Assert.Equal(RejectReason.NotAnEmailAddress, Cell.Rejected(SchemaKey.EMAIL, $"ab@exam{sign}ple.com"));
    }

    [Theory]
    [InlineData('!')]
    [InlineData('/')]
    [InlineData('_')]
    [InlineData('`')]
    [InlineData('{')]
    [InlineData('\'')]
    [InlineData('+')]
    public void Signs_of_the_local_part_are_refused_in_the_domain(char sign)
    {
        Assert.Equal($"a{sign}b@example.com", Cell.Normalized(SchemaKey.EMAIL, $"a{sign}b@example.com"));
        Assert.Equal(RejectReason.NotAnEmailAddress, Cell.Rejected(SchemaKey.EMAIL, $"ab@exam{sign}ple.com"));
    }

    [Fact]
    public void Text_in_the_wrong_encoding_is_rejected()
    {
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.EMAIL, "jos\uFFFD@example.com"));
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.EMAIL, "jo\uD83D@example.com"));
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.EMAIL, "jo\uDE00@example.com"));
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.EMAIL, "jo@example.com\uD83D"));
    }

    [Fact]
    public void A_long_address_is_read()
    {
        string address = new string('a', 300) + "@example.com";

        Assert.Equal(address, Cell.Normalized(SchemaKey.EMAIL, address));
    }
}
