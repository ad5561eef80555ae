using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

/// <summary>
/// Numbers as the lists of each country spell them. Those of Australia, Ireland, the United Kingdom and North America are
/// from ranges kept free for fiction; the others only have the form of a number.
/// </summary>
public sealed class NumbersOfManyCountriesTests
{
    [Theory]
    [InlineData("US", "(212) 555-0143", "12125550143")]
    [InlineData("US", "1-800-555-0199", "18005550199")]
    [InlineData("US", "+1.202.555.0187", "12025550187")]
    [InlineData("CA", "1 (613) 555-0123", "16135550123")]
    [InlineData("PR", "787-555-0123", "17875550123")]
    [InlineData("MX", "55 1234 5678", "525512345678")]
    [InlineData("MX", "+52 81 1234 5678", "528112345678")]
    [InlineData("BR", "(011) 91234-5678", "5511912345678")]
    [InlineData("BR", "+55 (21) 2123-4567", "552121234567")]
    [InlineData("AR", "(011) 4123-4567", "541141234567")]
    [InlineData("CL", "9 1234 5678", "56912345678")]
    [InlineData("CO", "300 123 4567", "573001234567")]
    [InlineData("PE", "01 234 5678", "5112345678")]
    [InlineData("PE", "912 345 678", "51912345678")]
    public void In_the_Americas(string country, string value, string expected) => AssertNormalized(country, value, expected);

    [Theory]
    [InlineData("GB", "020 7946 0958", "442079460958")]
    [InlineData("GB", "07700 900123", "447700900123")]
    [InlineData("GB", "+44 7700 900 123", "447700900123")]
    [InlineData("GB", "447700900123", "447700900123")]
    [InlineData("IE", "(020) 913 1234", "353209131234")]
    [InlineData("DE", "0151 23456789", "4915123456789")]
    [InlineData("DE", "030/123456", "4930123456")]
    [InlineData("AT", "0664 1234567", "436641234567")]
    [InlineData("CH", "079 123 45 67", "41791234567")]
    [InlineData("FR", "06 12 34 56 78", "33612345678")]
    [InlineData("FR", "+33 (0)1 23 45 67 89", "33123456789")]
    [InlineData("BE", "0470/12.34.56", "32470123456")]
    [InlineData("NL", "06-12345678", "31612345678")]
    [InlineData("ES", "612 34 56 78", "34612345678")]
    [InlineData("PT", "912 345 678", "351912345678")]
    [InlineData("IT", "347 123 4567", "393471234567")]
    [InlineData("IT", "02 1234 5678", "390212345678")]
    [InlineData("SE", "070-123 45 67", "46701234567")]
    [InlineData("NO", "412 34 567", "4741234567")]
    [InlineData("DK", "32 12 34 56", "4532123456")]
    [InlineData("FI", "041 2345678", "358412345678")]
    [InlineData("PL", "512 345 678", "48512345678")]
    [InlineData("CZ", "601 123 456", "420601123456")]
    [InlineData("HU", "06 20 123 4567", "36201234567")]
    [InlineData("RU", "8 (912) 345-67-89", "79123456789")]
    [InlineData("UA", "050 123 4567", "380501234567")]
    [InlineData("TR", "0501 234 56 78", "905012345678")]
    [InlineData("GR", "691 234 5678", "306912345678")]
    public void In_Europe(string country, string value, string expected) => AssertNormalized(country, value, expected);

    [Theory]
    [InlineData("VN", "0912 345 678", "84912345678")]
    [InlineData("VN", "024 1234 5678", "842412345678")]
    [InlineData("TH", "081 234 5678", "66812345678")]
    [InlineData("ID", "0812-3456-7890", "6281234567890")]
    [InlineData("ID", "+62 21 1234567", "62211234567")]
    [InlineData("PH", "0917 123 4567", "639171234567")]
    [InlineData("MY", "012-345 6789", "60123456789")]
    [InlineData("SG", "8123 4567", "6581234567")]
    [InlineData("HK", "5123 4567", "85251234567")]
    [InlineData("TW", "0912-345-678", "886912345678")]
    [InlineData("CN", "138 0013 8000", "8613800138000")]
    [InlineData("JP", "090-1234-5678", "819012345678")]
    [InlineData("JP", "+81 (0)3-1234-5678", "81312345678")]
    [InlineData("KR", "010-1234-5678", "821012345678")]
    [InlineData("IN", "098765 43210", "919876543210")]
    [InlineData("IN", "+91 98765 43210", "919876543210")]
    [InlineData("PK", "0301 2345678", "923012345678")]
    [InlineData("BD", "01812-345678", "8801812345678")]
    [InlineData("AE", "050 123 4567", "971501234567")]
    [InlineData("SA", "٠٥١ ٢٣٤ ٥٦٧٨", "966512345678")]
    [InlineData("IL", "050-234-5678", "972502345678")]
    public void In_Asia(string country, string value, string expected) => AssertNormalized(country, value, expected);

    [Theory]
    [InlineData("AU", "0491 570 006", "61491570006")]
    [InlineData("AU", "+61 (0)2 5550 1234", "61255501234")]
    [InlineData("NZ", "021 123 4567", "64211234567")]
    [InlineData("ZA", "071 123 4567", "27711234567")]
    [InlineData("NG", "0802 123 4567", "2348021234567")]
    [InlineData("KE", "0712 123456", "254712123456")]
    [InlineData("EG", "0100 123 4567", "201001234567")]
    [InlineData("MA", "0650-123456", "212650123456")]
    [InlineData("CI", "01 23 45 67 89", "2250123456789")]
    public void In_Africa_and_Oceania(string country, string value, string expected) => AssertNormalized(country, value, expected);

    private static void AssertNormalized(string country, string value, string expected)
    {
        Assert.True(NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan));
        var output = new CellBuffer();

        RejectReason reason = PhoneNumberNormalizer.Normalize(value, plan, keepTrunkZero: false, output);

        Assert.Equal(RejectReason.None, reason);
        Assert.Equal(expected, output.ToString());
    }
}
