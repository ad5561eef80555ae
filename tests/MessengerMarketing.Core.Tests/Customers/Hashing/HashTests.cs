using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Hashing;

/// <summary>The hashes were made with the sha256sum tool from the normalised values, or stand on Meta's pages.</summary>
public sealed class HashTests
{
    [Theory]
    [InlineData(SchemaKey.EMAIL, "John_Smith@gmail.com", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")]
    [InlineData(SchemaKey.EMAIL, "foo@fb.com\t\r\n\0\x0B.", "1ee4ddb6421ca98465fde8f62bb0155c9d9277a73380d414be6d90743b8a5ed7")]
    [InlineData(SchemaKey.EMAIL, "用户@例子.广告", "47b40c8a3b16aa231eecd6e9e92f4b16818e2ff8f2531ae7ceedb0afbd9c0ab7")]
    [InlineData(SchemaKey.PHONE, "(+84) 091-2345678", "25cc2f7574420a2d46c9f2d6cf94cdbb242ef7d479afe92ed6e8eb33a7493093")]
    [InlineData(SchemaKey.PHONE, "+1 (650) 555-1212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176")]
    [InlineData(SchemaKey.PHONE, "+44 20 7946 0958", "35e206e5dec4c89b9e8b71b8c32724a5bb518483ac5a20c6617d738375b3b823")]
    [InlineData(SchemaKey.GEN, "Female", "252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111")]
    [InlineData(SchemaKey.GEN, "m", "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a")]
    [InlineData(SchemaKey.DOBY, "1990", "a7be8e1fe282a37cd666e0632b17d933fa13f21addf4798fc0455bc166e2488c")]
    [InlineData(SchemaKey.DOBM, "April", "6cd5b6e51936a442b973660c21553dd22bd72ddc8751132a943475288113b4c0")]
    [InlineData(SchemaKey.DOBD, "15", "e629fa6598d732768f7c726b4b621285f9c3b85303900aa912017db7617d8bdb")]
    [InlineData(SchemaKey.FN, "Mary", "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec")]
    [InlineData(SchemaKey.FN, "정", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14")]
    [InlineData(SchemaKey.FN, "Valéry", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c")]
    [InlineData(SchemaKey.LN, "O'Brien", "b4cb6cb33fe4b865868de825023a1e2790dc12ac01ecc8d7c5afe8254071c8ba")]
    [InlineData(SchemaKey.LN, "\U00020BB7田", "a958bff2993acd58819277999724801f87386ee2c44bf5181a2fa99cd807f3ff")]
    [InlineData(SchemaKey.FI, "John", "189f40034be7a199f1fa9891668ee3ab6049f82d38c68be70f596eab2e1857b7")]
    [InlineData(SchemaKey.CT, "Menlo Park", "0007a3d64c01e23d5075203c5977c14e4f7e01a3fc570686fcc50b5e1dd42685")]
    [InlineData(SchemaKey.CT, "São Paulo", "4a287883aa51936209f313e4c62d9b38b41b7df896dfdff33b98dc1a86607668")]
    [InlineData(SchemaKey.ST, "California", "6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126")]
    [InlineData(SchemaKey.ZIP, "12345-6789", "5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5")]
    [InlineData(SchemaKey.ZIP, "M1 1AE", "1dc694c2070e697769fb959b50671d76cafd430d8ca191fbdd0affcaea344ac5")]
    [InlineData(SchemaKey.COUNTRY, "United States", "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621")]
    public void A_personal_value_becomes_the_hash_of_its_normalized_text(SchemaKey key, string value, string expected) =>
        Assert.Equal(expected, Shown(key, value));

    [Theory]
    [InlineData(SchemaKey.MADID, "AEBE52E7-03EE-455A-B3C4-E57283966239", "aebe52e7-03ee-455a-b3c4-e57283966239")]
    [InlineData(SchemaKey.EXTERN_ID, "Customer 67", "Customer 67")]
    [InlineData(SchemaKey.APPUID, "1234567890", "1234567890")]
    [InlineData(SchemaKey.UID, "1234567890", "1234567890")]
    [InlineData(SchemaKey.FBUID, "1234567890", "1234567890")]
    [InlineData(SchemaKey.LOOKALIKE_VALUE, "44.5", "44.5")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS, "LDU", "[\"LDU\"]")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, "1", "1")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_STATE, "1000", "1000")]
    public void Ids_values_and_options_are_never_hashed(SchemaKey key, string value, string expected) =>
        Assert.Equal(expected, Shown(key, value));

    private static string Shown(SchemaKey key, string value)
    {
        ColumnTarget other = key == SchemaKey.PHONE ? SchemaKey.EMAIL : SchemaKey.PHONE;
        using var converter = new RowConverter(RowsOf.Mapping(key, other), new HashingOptions(), normalized: false);
        using RowBlock block = RowsOf.Block([value, key == SchemaKey.PHONE ? "a@example.com" : "+12025550123"]);
        HashedUser user = converter.Convert(block, 0);
        Assert.False(user.Rejected);
        Assert.Empty(user.Issues);
        return user.Values[key];
    }
}
