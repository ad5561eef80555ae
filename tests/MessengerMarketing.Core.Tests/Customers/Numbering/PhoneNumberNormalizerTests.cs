using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

public sealed class PhoneNumberNormalizerTests
{
    [Theory]
    [InlineData("(+84) 091-2345678", "84912345678")] // the marketing-messages page's example
    [InlineData("+84 (0)912 345 678", "84912345678")]
    [InlineData("+44 (0)20 7946 0958", "442079460958")]
    [InlineData("+7 8 912 345-67-89", "79123456789")]
    [InlineData("+1 1 202-555-0123", "12025550123")]
    [InlineData("+36 06 30 123 4567", "36301234567")]
    public void A_trunk_prefix_after_a_calling_code_is_dropped(string value, string expected) =>
        Assert.Equal(expected, Normalize(value));

    [Theory]
    [InlineData("+39 06 1234 5678", "390612345678")]
    [InlineData("+39 (0)6 1234 5678", "390612345678")]
    [InlineData("+378 0549 886377", "3780549886377")]
    [InlineData("+39 06 698 12345", "390669812345")]
    [InlineData("+225 07 01 23 45 67", "2250701234567")]
    [InlineData("+241 06 03 12 34", "24106031234")]
    [InlineData("+242 06 612 3456", "242066123456")]
    public void A_zero_that_belongs_to_the_number_stays(string value, string expected) =>
        Assert.Equal(expected, Normalize(value));

    [Theory]
    [InlineData("+65 (0) 8123 4567", "6581234567")]
    [InlineData("+45 (0) 32 12 34 56", "4532123456")]
    [InlineData("+34 (0) 612 34 56 78", "34612345678")]
    public void A_zero_is_dropped_if_the_plan_has_no_trunk_prefix(string value, string expected) =>
        Assert.Equal(expected, Normalize(value));

    [Theory]
    [InlineData("(+84) 091-2345678", null, "840912345678")]
    [InlineData("840912345678", "VN", "840912345678")]
    [InlineData("0912345678", "VN", "84912345678")]
    [InlineData("+44 (0)20 7946 0958", null, "4402079460958")]
    [InlineData("00 84 091 2345678", null, "840912345678")]
    public void A_trunk_zero_after_the_calling_code_stays_on_request(string value, string? country, string expected) =>
        Assert.Equal(expected, Normalize(value, country, keepTrunkZero: true));

    [Theory]
    [InlineData("+001 (616) 954-78 88", null, "16169547888")]
    [InlineData("00919876543210", null, "919876543210")]
    [InlineData("00 999 123 4567", null, "9991234567")]
    [InlineData("00 84 091 2345678", null, "84912345678")]
    [InlineData("011 44 20 7946 0958", "US", "442079460958")]
    [InlineData("0011 1 202 555 0123", "AU", "12025550123")]
    [InlineData("010-1-202-555-0123", "JP", "12025550123")]
    [InlineData("8 10 44 20 7946 0958", "RU", "442079460958")]
    [InlineData("0021 1 202 555 0123", "BR", "12025550123")]
    [InlineData("00 55 11 91234 5678", "BR", "5511912345678")]
    [InlineData("00852 9123 4567", "HK", "85291234567")]
    [InlineData("001 44 7911 123456", "HK", "447911123456")]
    [InlineData("009 44 7911 123456", "HK", "447911123456")]
    [InlineData("001447911123456", "HK", "447911123456")]
    [InlineData("00 1 202 555 0123", "HK", "12025550123")]
    [InlineData("0012025550123", "HK", "12025550123")]
    [InlineData("001 1 202 555 0123", "HK", "12025550123")]
    [InlineData("00 52 55 1234 5678", "CO", "525512345678")]
    [InlineData("0082 10 1234 5678", "KR", "821012345678")]
    [InlineData("++999 123 4567", null, "9991234567")]
    [InlineData("📱 +999 123 4567", null, "9991234567")]
    [InlineData("011 20 3 555 0123", "US", "2035550123")]
    [InlineData("011 44 20 7946 095", "US", "44207946095")]
    [InlineData("00852 9123 45", "HK", "852912345")]
    [InlineData("0055 41 91234-5678", "BR", "5541912345678")] // 41 912345678 is also a number in Switzerland
    public void An_international_prefix_stands_for_the_plus_sign(string value, string? country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("00 1 203 555 0123", "HK", "12035550123")] // Connecticut
    [InlineData("001 20 3 555 0123", "HK", "2035550123")] // Alexandria
    [InlineData("0012035550123", "HK", "12035550123")]
    [InlineData("00 7 960 712 34 56", "CO", "79607123456")] // Russia
    [InlineData("(00) 7 960 712 34 56", "CO", "79607123456")]
    [InlineData("007 960 712 3456", "CO", "9607123456")] // the Maldives
    [InlineData("0079607123456", "CO", "9607123456")]
    public void A_space_tells_00_from_a_longer_international_prefix(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("010-1234-5678", "KR", "821012345678")]
    [InlineData("+0912345678", "VN", "84912345678")]
    [InlineData("011 2345 6789", "IN", "911123456789")]
    public void A_national_number_that_begins_like_an_international_prefix_stays_national(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("15559876543", "US", "15559876543")]
    [InlineData("84912345678", "VN", "84912345678")]
    [InlineData("840912345678", "VN", "84912345678")]
    [InlineData("919876543210", "IN", "919876543210")]
    [InlineData("62811234567", "ID", "62811234567")]
    [InlineData("4915112345678", "DE", "4915112345678")]
    [InlineData("38344123456", "XK", "38344123456")]
    [InlineData("8412345678901", "VN", "8412345678901")]
    [InlineData("46 8 12 34 56", "SE", "468123456")]
    [InlineData("\U0001D7D2\U0001D7D4 8 12 34 56", "SE", "468123456")]
    public void A_number_with_a_calling_code_gets_no_second_one(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("(650)555-1212", "US", "16505551212")] // Meta's page on customer information parameters
    [InlineData("0912345678", "VN", "84912345678")]
    [InlineData("9198765432", "IN", "919198765432")]
    [InlineData("278112345", "ZA", "27278112345")]
    [InlineData("06 1234 5678", "IT", "390612345678")]
    [InlineData("800 555 35 35", "RU", "78005553535")]
    [InlineData("8 800 555 35 35", "RU", "78005553535")]
    public void A_national_number_gets_the_calling_code_of_its_country(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("447911123456", "US", "447911123456")]
    [InlineData("44 7700 900123", "FR", "447700900123")]
    [InlineData("84912345678", "FR", "84912345678")]
    [InlineData("12025550101", "GB", "12025550101")]
    public void A_number_without_plus_that_is_complete_in_the_plan_of_another_country_is_international(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("5145550123", "US", "15145550123")] // also a number of Peru
    [InlineData("4792345678", "US", "14792345678")] // also a number of Norway
    [InlineData("468123456", "SE", "46468123456")]
    [InlineData("2901234", "US", "12901234")]
    public void A_number_without_plus_that_is_national_in_its_country_stays_national(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("+247 40123", "24740123")]
    [InlineData("+247 62889", "24762889")]
    [InlineData("+290 8999", "2908999")]
    [InlineData("00 290 8999", "2908999")]
    public void Short_numbers_of_Ascension_Island_and_Tristan_da_Cunha_are_valid(string value, string expected) =>
        Assert.Equal(expected, Normalize(value));

    [Theory]
    [InlineData("8999", "TA", "2908999")]
    [InlineData("40123", "AC", "24740123")]
    public void Short_numbers_get_the_calling_code_of_their_island(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Fact]
    public void A_number_whose_leading_zero_a_spreadsheet_dropped_is_restored() =>
        Assert.Equal("84912345678", Normalize("912345678", "VN"));

    [Theory]
    [InlineData("011 15 2345-6789", "AR", "5491123456789")]
    [InlineData("+54 9 11 2345-6789", null, "5491123456789")]
    [InlineData("0 15 11 91234-5678", "BR", "5511912345678")]
    [InlineData("(11) 91234-5678", "BR", "5511912345678")]
    [InlineData("044 55 1234 5678", "MX", "525512345678")]
    [InlineData("01 55 1234 5678", "MX", "525512345678")]
    [InlineData("+52 1 55 1234 5678", null, "525512345678")]
    [InlineData("03 300 123 4567", "CO", "573001234567")]
    [InlineData("322-5550", "BS", "12423225550")]
    [InlineData("322-5550 x12", "BS", "12423225550")]
    [InlineData("886377", "SM", "3780549886377")]
    public void Carrier_codes_mobile_markers_and_missing_area_codes_follow_the_plan(string value, string? country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("1234567", "VN", "841234567")]
    [InlineData("01234567890123", "US", "11234567890123")]
    [InlineData("5550100", "US", "15550100")]
    public void A_number_that_fits_no_plan_is_still_normalized(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("15559876543", "15559876543")] // Meta's guide to customer file custom audiences
    [InlineData("840912345678", "84912345678")]
    [InlineData("442079460958", "442079460958")]
    [InlineData("44 7911 123456", "447911123456")]
    [InlineData("45 32 12 34 56", "4532123456")]
    [InlineData("+999 123 4567", "9991234567")]
    public void Without_a_country_a_number_that_is_complete_in_some_plan_is_international(string value, string expected) =>
        Assert.Equal(expected, Normalize(value));

    [Theory]
    [InlineData("01(650)123-4567")]
    [InlineData("0912345678")]
    [InlineData("07700 900123")]
    [InlineData("6505551212")]
    [InlineData("1234567")]
    [InlineData("(514) 555-0123")] // 51 is Peru's calling code, and 45550123 one of its numbers
    [InlineData("514.555.0123")]
    public void Without_a_country_a_national_number_has_no_calling_code(string value)
    {
        var output = new CellBuffer();

        Assert.Equal(RejectReason.NoCallingCode, PhoneNumberNormalizer.Normalize(value, country: null, keepTrunkZero: false, output));
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("123456", RejectReason.TooFewDigits)]
    [InlineData("0123456", RejectReason.TooFewDigits)]
    [InlineData("000000000000", RejectReason.TooFewDigits)]
    [InlineData("", RejectReason.TooFewDigits)]
    [InlineData("n/a", RejectReason.TooFewDigits)]
    [InlineData("+", RejectReason.TooFewDigits)]
    [InlineData("1234567890123456", RejectReason.TooManyDigits)]
    [InlineData("0912345678 / 0987654321", RejectReason.TooManyDigits)]
    [InlineData("8.49E+10", RejectReason.RoundedNumber)]
    [InlineData("+8.49E+10", RejectReason.RoundedNumber)]
    [InlineData(" 8,49123e10 ", RejectReason.RoundedNumber)]
    [InlineData("1E+11", RejectReason.RoundedNumber)]
    public void A_number_of_impossible_length_or_rounded_by_a_spreadsheet_is_rejected_and_becomes_empty(string value, RejectReason expected)
    {
        var output = new CellBuffer();
        output.Append("left over");

        RejectReason reason = PhoneNumberNormalizer.Normalize(value, country: null, keepTrunkZero: false, output);

        Assert.Equal(expected, reason);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void A_cell_full_of_digits_has_too_many()
    {
        var output = new CellBuffer();

        Assert.Equal(RejectReason.TooManyDigits, PhoneNumberNormalizer.Normalize(new string('1', 1000), country: null, keepTrunkZero: false, output));
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("+91 234 5678", "VN", "912345678")]
    [InlineData("+12 345 67", "US", "1234567")]
    public void A_plus_sign_keeps_an_incomplete_number_international(string value, string country, string expected) =>
        Assert.Equal(expected, Normalize(value, country));

    [Theory]
    [InlineData("+1234567", "1234567")]
    [InlineData("+123456789012345", "123456789012345")]
    public void Seven_to_fifteen_digits_are_accepted(string value, string expected) => Assert.Equal(expected, Normalize(value));

    private static string Normalize(string value, string? country = null, bool keepTrunkZero = false)
    {
        NumberingPlan? plan = null;
        Assert.True(country is null || NumberingPlans.TryGetByCountry(country, out plan));
        var output = new CellBuffer();
        Assert.Equal(RejectReason.None, PhoneNumberNormalizer.Normalize(value, plan, keepTrunkZero, output));
        return output.ToString();
    }
}
