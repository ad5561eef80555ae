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
    public void A_sha256_is_passed_on_in_lower_case(SchemaKey key)
    {
        foreach (string value in new[] { Hash, Hash.ToUpperInvariant(), $" \t{Hash}\uFEFF\n" })
        {
            Assert.Equal(RejectReason.None, Cell.Read(key, value, null, out string text, out CellState state));
            Assert.Equal((Hash, CellState.Hashed), (text, state));
        }
    }

    [Theory]
    [MemberData(nameof(HashedKeys))]
    public void A_hash_without_digits_is_recognised_before_a_rule_can_empty_it(SchemaKey key)
    {
        string letters = string.Concat(Enumerable.Repeat("abcdefAB", 8));

        Assert.Equal(RejectReason.None, Cell.Read(key, letters, null, out string text, out CellState state));
        Assert.Equal((string.Concat(Enumerable.Repeat("abcdefab", 8)), CellState.Hashed), (text, state));
    }

    [Theory]
    [MemberData(nameof(HashedKeys))]
    public void An_md5_is_refused(SchemaKey key)
    {
        Assert.Equal(RejectReason.Md5Hash, Cell.Refused(key, Md5));
        Assert.Equal(RejectReason.Md5Hash, Cell.Refused(key, $" {Md5.ToUpperInvariant()} "));
    }

    [Theory]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62")]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f0")]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62g")]
    [InlineData("0x62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")]
    [InlineData("YqFOROf2dBnRD+qZNnY2Gnwq6I2TgmX3cvJ9NvYv0W0=")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("mary@example.com")]
    [InlineData("+1 202 555 0123")]
    public void A_list_declared_as_hashed_takes_nothing_but_a_sha256(string value)
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
    public void An_id_that_looks_like_a_hash_is_an_id(SchemaKey key)
    {
        Assert.Equal(Md5, Cell.Normalized(key, Md5));
        Assert.Equal(Hash, Cell.Normalized(key, Hash));
    }

    [Theory]
    [MemberData(nameof(RawKeys))]
    public void A_list_declared_as_hashed_keeps_its_ids_as_they_are(SchemaKey key)
    {
        string value = key == SchemaKey.DATA_PROCESSING_OPTIONS ? "[]" : "0";

        Assert.Equal(RejectReason.None, Cell.Read(key, value, null, out string text, out CellState state, alreadyHashed: true));
        Assert.Equal((value, CellState.Raw), (text, state));
    }
}
