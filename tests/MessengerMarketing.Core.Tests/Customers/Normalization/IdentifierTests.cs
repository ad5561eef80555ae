using MessengerMarketing.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("AEBE52E7-03EE-455A-B3C4-E57283966239", "aebe52e7-03ee-455a-b3c4-e57283966239")]
    [InlineData(" some-id ", "some-id")]
    public void An_advertiser_id_is_lower_case_and_keeps_its_hyphens(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.MADID, value));

    [Theory]
    [InlineData(SchemaKey.EXTERN_ID)]
    [InlineData(SchemaKey.APPUID)]
    [InlineData(SchemaKey.UID)]
    [InlineData(SchemaKey.FBUID)]
    [InlineData(SchemaKey.PAGEUID)]
    public void Other_ids_are_only_trimmed(SchemaKey key) =>
        Assert.Equal("Some Id/Ä", Cell.Normalized(key, " Some Id/Ä\t"));

    [Fact]
    public void An_id_that_cannot_be_encoded_is_rejected()
    {
        foreach (string value in new[] { "id\uFFFD", "id\uD83D", "\uDE00id" })
        {
            Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.EXTERN_ID, value));
            Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.MADID, value));
        }
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("44.5", "44.5")]
    [InlineData(" 12.50 ", "12.5")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("1E3", "1000")]
    [InlineData("100.00", "100")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_customers_value_is_a_number(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.LOOKALIKE_VALUE, value));

    [Theory]
    [InlineData("-1")]
    [InlineData("1,234.50")]
    [InlineData("12,5")]
    [InlineData("$5")]
    [InlineData("high")]
    [InlineData("1e400")]
    [InlineData("0x10")]
    public void A_value_must_be_a_number_of_at_least_zero(string value) =>
        Assert.Equal(RejectReason.NotANumber, Cell.Rejected(SchemaKey.LOOKALIKE_VALUE, value));

    [Theory]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS, "[]", "[]")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS, "[\"LDU\"]", "[\"LDU\"]")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS, "ldu", "[\"LDU\"]")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, "1", "1")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, " 0 ", "0")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_STATE, "1000", "1000")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_STATE, "0", "0")]
    public void Limited_data_use_has_the_format_of_the_guide(SchemaKey key, string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(key, value));

    [Theory]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS, "yes")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS, "[\"LDU\",1]")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, "US")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, "1000")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_STATE, "CA")]
    [InlineData(SchemaKey.DATA_PROCESSING_OPTIONS_STATE, "1")]
    public void An_invalid_option_for_limited_data_use_is_rejected(SchemaKey key, string value) =>
        Assert.Equal(RejectReason.NotRecognized, Cell.Rejected(key, value));

    [Fact]
    public void A_code_for_limited_data_use_in_the_wrong_encoding_is_rejected() =>
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, "1\uFFFD"));

    [Theory]
    [InlineData("United States", "us")]
    [InlineData("in", "in")]
    [InlineData("GB", "gb")]
    [InlineData("840", "us")]
    [InlineData("036", "au")]
    [InlineData("004", "af")]
    [InlineData("276", "de")]
    [InlineData("+84", "vn")]
    [InlineData("0049", "de")]
    [InlineData("44", "gb")]
    [InlineData("1", "us")]
    [InlineData("+1", "us")]
    [InlineData("+380", "ua")]
    [InlineData("NA", "na")]
    [InlineData("Việt Nam", "vn")]
    public void A_country_becomes_its_code(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.COUNTRY, value));

    [Theory]
    [InlineData("U1")]
    [InlineData("12")]
    [InlineData("Atlantis")]
    [InlineData("380")] // Italy, or the calling code of Ukraine
    [InlineData("+380 1")]
    public void An_invalid_country_is_rejected(string value) =>
        Assert.Equal(RejectReason.NotRecognized, Cell.Rejected(SchemaKey.COUNTRY, value));

    [Fact]
    public void The_phone_number_of_the_seed_document_loses_symbols_and_trunk_zero() =>
        Assert.Equal("84912345678", Cell.Normalized(SchemaKey.PHONE, "(+84) 091-2345678"));
}
