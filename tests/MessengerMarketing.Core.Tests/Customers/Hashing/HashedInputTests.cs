using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Hashing;

public sealed class HashedInputTests
{
    private const string Hash = "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f";
    private const string Md5 = "d41d8cd98f00b204e9800998ecf8427e";

    public static TheoryData<SchemaKey> HashedKeys => [.. SchemaKeys.All.Where(key => key.IsHashed())];

    public static TheoryData<SchemaKey> RawKeys => [.. SchemaKeys.All.Where(key => !key.IsHashed())];

    [Theory]
    [MemberData(nameof(HashedKeys))]
    public void A_sha256_is_sent_in_lower_case(SchemaKey key)
    {
        foreach (string value in new[] { Hash, Hash.ToUpperInvariant(), $" \t{Hash}\uFEFF\n" })
        {
            Assert.Equal(RejectReason.None, Cell.Read(key, value, null, out string text, out CellState state));
            Assert.Equal((Hash, CellState.Hashed), (text, state));
        }
    }

    [Theory]
    [MemberData(nameof(HashedKeys))]
    public void A_hash_without_digits_is_recognized_before_a_rule_can_empty_it(SchemaKey key)
    {
        string letters = string.Concat(Enumerable.Repeat("abcdefAB", 8));

        Assert.Equal(RejectReason.None, Cell.Read(key, letters, null, out string text, out CellState state));
        Assert.Equal((string.Concat(Enumerable.Repeat("abcdefab", 8)), CellState.Hashed), (text, state));
    }

    [Theory]
    [InlineData("0x62A14E44F765419D10FEA99367361A727C12365E2520F32218D505ED9AA0F62F")]
    [InlineData("\\x62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")]
    [InlineData("62-A1-4E-44-F7-65-41-9D-10-FE-A9-93-67-36-1A-72-7C-12-36-5E-25-20-F3-22-18-D5-05-ED-9A-A0-F6-2F")]
    [InlineData("98 161 78 68 247 101 65 157 16 254 169 147 103 54 26 114 124 18 54 94 37 32 243 34 24 213 5 237 154 160 246 47")]
    [InlineData("[98,161,78,68,247,101,65,157,16,254,169,147,103,54,26,114,124,18,54,94,37,32,243,34,24,213,5,237,154,160,246,47]")]
    [InlineData("YqFORPdlQZ0Q/qmTZzYacnwSNl4lIPMiGNUF7Zqg9i8=")]
    public void A_sha256_in_another_notation_is_rewritten(string value)
    {
        foreach (SchemaKey key in SchemaKeys.All.Where(key => key.IsHashed()))
        {
            Assert.Equal(RejectReason.None, Cell.Read(key, value, null, out string text, out CellState state));
            Assert.Equal((Hash, CellState.Hashed), (text, state));
        }
    }

    [Theory]
    [MemberData(nameof(HashedKeys))]
    public void The_hash_of_an_empty_value_is_blank(SchemaKey key)
    {
        foreach (string value in new[] { "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "0xE3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855" })
        {
            Assert.Equal(RejectReason.EmptyValueHash, Cell.Read(key, value, null, out _, out CellState state, alreadyHashed: true));
            Assert.Equal(CellState.Blank, state);
        }
    }

    [Theory]
    [MemberData(nameof(HashedKeys))]
    public void An_md5_is_rejected(SchemaKey key)
    {
        Assert.Equal(RejectReason.Md5Hash, Cell.Rejected(key, Md5));
        Assert.Equal(RejectReason.Md5Hash, Cell.Rejected(key, $" {Md5.ToUpperInvariant()} "));
    }

    [Theory]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62")]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f0")]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62g")]
    [InlineData("0x62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f6")]
    [InlineData("YqFOROf2dBnRD+qZNnY2Gnwq6I2TgmX3cvJ9NvYv0=")]
    [InlineData("YqFOROf2dBnRD+qZNnY2Gnwq6I2TgmX3cv*9NvYv0W0=")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("mary@example.com")]
    [InlineData("+1 202 555 0123")]
    public void A_list_declared_as_hashed_accepts_only_sha256(string value)
    {
        foreach (SchemaKey key in SchemaKeys.All.Where(key => key.IsHashed()))
        {
            RejectReason expected = value == Md5 ? RejectReason.Md5Hash : RejectReason.NotSha256;

            Assert.Equal(expected, Cell.Read(key, value, null, out _, out CellState state, alreadyHashed: true));
            Assert.Equal(CellState.Blank, state);
            Assert.Equal(RejectReason.None, Cell.Read(key, Hash, null, out _, out state, alreadyHashed: true));
            Assert.Equal(CellState.Hashed, state);
        }
    }

    [Theory]
    [InlineData(SchemaKey.EXTERN_ID)]
    [InlineData(SchemaKey.MADID)]
    [InlineData(SchemaKey.UID)]
    public void An_id_that_looks_like_a_hash_stays_an_id(SchemaKey key)
    {
        Assert.Equal(Md5, Cell.Normalized(key, Md5));
        Assert.Equal(Hash, Cell.Normalized(key, Hash));
    }

    [Theory]
    [MemberData(nameof(RawKeys))]
    public void A_list_declared_as_hashed_keeps_its_ids_unchanged(SchemaKey key)
    {
        string value = key == SchemaKey.DATA_PROCESSING_OPTIONS ? "[]" : key == SchemaKey.MADID ? "1" : "0";

        Assert.Equal(RejectReason.None, Cell.Read(key, value, null, out string text, out CellState state, alreadyHashed: true));
        Assert.Equal((value, CellState.Raw), (text, state));
    }
}
