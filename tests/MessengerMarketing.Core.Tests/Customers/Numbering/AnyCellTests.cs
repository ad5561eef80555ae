using System;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Numbering;

public sealed class AnyCellTests
{
    private static readonly string?[] CountryCodes = [null, "US", "VN", "BR", "AR", "IT", "JP", "GB", "BS", "SM", "GA", "HK", "WS", "RU", "CO"];

    private static readonly string[] Pieces =
    [
        "0", "00", "+", "84", "1", "55", "011", "9", "12345", "7654321", " ", "-", "(", ")", ".", ",", ";", "x", "ext", "e", "E+", "#",
        "\uD800", "\uDC00", "\uD835\uDFD7", "٣", "＋", "\u200F", "\u202E", "\0", "\uFFFF", "é", "доб", "½", "²", "\r\n", "\uFE0F",
    ];

    [Fact]
    public void No_cell_throws_or_gives_anything_but_a_number()
    {
        var random = new Random(20260621);
        var output = new CellBuffer();
        for (int i = 0; i < 200_000; i++)
        {
            string value = string.Empty;
            for (int pieces = random.Next(1, 12); pieces > 0; pieces--)
            {
                value += Pieces[random.Next(Pieces.Length)];
            }

            NumberingPlan? plan = Plan(CountryCodes[random.Next(CountryCodes.Length)]);
            RejectReason reason = PhoneNumberNormalizer.Normalize(value, plan, random.Next(4) == 0, output);

            string number = output.ToString();
            if (reason == RejectReason.None)
            {
                Assert.InRange(number.Length, 7, 15);
                Assert.DoesNotContain(number, c => c is < '0' or > '9');
                Assert.NotEqual('0', number[0]);
            }
            else
            {
                Assert.Empty(number);
            }

            CountryNormalizer.Normalize(value, output);
        }
    }

    [Theory]
    [InlineData('0')]
    [InlineData('7')]
    [InlineData(' ')]
    [InlineData('\uD800')]
    [InlineData('x')]
    public void A_cell_of_a_megabyte_is_rejected_like_any_other(char filler)
    {
        var output = new CellBuffer();

        RejectReason reason = PhoneNumberNormalizer.Normalize(new string(filler, 1 << 20), Plan("BR"), keepTrunkZero: false, output);

        Assert.Equal(filler == '7' ? RejectReason.TooManyDigits : RejectReason.TooFewDigits, reason);
        Assert.Equal(RejectReason.NotRecognized, CountryNormalizer.Normalize(new string(filler, 1 << 20), output));
    }

    [Fact]
    public void Many_threads_normalize_at_once()
    {
        Parallel.For(0, 64, _ =>
        {
            var output = new CellBuffer();
            for (int i = 0; i < 2_000; i++)
            {
                PhoneNumberNormalizer.Normalize("011 15 2345-6789", Plan("AR"), keepTrunkZero: false, output);
                Assert.Equal("5491123456789", output.ToString());
                PhoneNumberNormalizer.Normalize("+44 (0)20 7946 0958", Plan("VN"), keepTrunkZero: false, output);
                Assert.Equal("442079460958", output.ToString());
                CountryNormalizer.Normalize("Viet Nam", output);
                Assert.Equal("vn", output.ToString());
            }
        });
    }

    private static NumberingPlan? Plan(string? country) =>
        country is not null && NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan) ? plan : null;
}
