using System;
using System.Linq;
using System.Text;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Parts of the sandbox that are worth more cases than HTTP calls could try.</summary>
public class InnardsTests
{
    [Fact]
    public void A_hash_is_recognised_whatever_byte_stands_at_whatever_place()
    {
        byte[] cell = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        for (int place = 0; place < 64; place++)
        {
            byte before = cell[place];
            for (int value = 0; value < 256; value++)
            {
                cell[place] = (byte)value;
                bool isDigit = "0123456789abcdef".Contains((char)value, StringComparison.Ordinal);

                Assert.Equal(isDigit, CellIdentifier.TryReadSha256(cell, out ulong identifier));
                Assert.Equal(CellIdentifier.Of(cell), identifier);
            }

            cell[place] = before;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void A_hash_has_64_digits(int length)
    {
        Assert.False(CellIdentifier.TryReadSha256(Encoding.ASCII.GetBytes(new string('a', length)), out _));
    }

    [Fact]
    public void Ids_that_differ_in_little_have_identifiers_of_their_own()
    {
        string[] ids = [.. Enumerable.Range(0, 100_000).Select(static i => $"{i}"), .. Enumerable.Range(0, 100_000).Select(static i => $"{i:x64}")];

        Assert.Equal(ids.Length, ids.Select(static id => CellIdentifier.Of(Encoding.ASCII.GetBytes(id))).Distinct().Count());
    }

    [Fact]
    public void Two_hundred_thousand_people_come_and_half_of_them_go()
    {
        var people = new PeopleSet();
        for (ulong i = 1; i <= 200_000; i++)
        {
            people.Add([RandomSource.Mix(i), RandomSource.Mix(i + 1_000_000)], 0.5);
        }

        for (ulong i = 1; i <= 100_000; i++)
        {
            people.Remove([RandomSource.Mix(i + 1_000_000)]);
        }

        Assert.Equal(100_000, people.Count);
        Assert.InRange(people.Matched, 49_000, 51_000);
        Assert.False(people.Contains(RandomSource.Mix(1)));
        Assert.True(people.Contains(RandomSource.Mix(200_000)));
        Assert.True(people.Contains(RandomSource.Mix(1_200_000)));
        Assert.False(people.Contains(RandomSource.Mix(5_000_000)));
    }

    [Theory]
    [InlineData("[ \"a\" , 1,\t[ true ]\r\n]", "[\"a\",1,[true]]")]
    [InlineData("[\" b \\\" c \\\\\", \" d\"]", "[\" b \\\" c \\\\\",\" d\"]")]
    public void Compact_JSON_has_blanks_inside_strings_only(string json, string compact)
    {
        Assert.Equal(compact, CompactJson.Of(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData(5_000, 4_900, 5_100)]
    [InlineData(999, 980, 1_020)]
    [InlineData(1_000, 950, 1_050)]
    [InlineData(1_234_567, 1_200_000, 1_300_000)]
    public void Bounds_lie_about_two_percent_around_the_size(int matched, int lower, int upper)
    {
        ApproximateCount size = ApproximateCount.Of(matched, hasContent: true);

        Assert.Equal((lower, upper), (size.Lower, size.Upper));
    }
}
