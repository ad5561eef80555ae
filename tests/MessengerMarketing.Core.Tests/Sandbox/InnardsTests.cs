using System;
using System.Linq;
using System.Text;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>Parts of the sandbox that need more test cases than HTTP calls allow.</summary>
public class InnardsTests
{
    [Fact]
    public void A_hash_is_recognized_for_any_byte_in_any_position()
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
                Assert.Equal(CellIdentifier.FromBytes(cell), identifier);
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
    public void Similar_ids_have_different_identifiers()
    {
        string[] ids = [.. Enumerable.Range(0, 100_000).Select(static i => $"{i}"), .. Enumerable.Range(0, 100_000).Select(static i => $"{i:x64}")];

        Assert.Equal(ids.Length, ids.Select(static id => CellIdentifier.FromBytes(Encoding.ASCII.GetBytes(id))).Distinct().Count());
    }

    [Fact]
    public void Two_hundred_thousand_people_are_added_and_half_of_them_removed()
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
        Assert.Equal(compact, CompactJson.Minify(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData(5_000, 4_900, 5_100)]
    [InlineData(999, 980, 1_020)]
    [InlineData(1_000, 950, 1_050)]
    [InlineData(1_234_567, 1_200_000, 1_300_000)]
    public void Bounds_are_about_two_percent_around_the_size(int matched, int lower, int upper)
    {
        var size = ApproximateCount.FromMatches(matched, hasContent: true);

        Assert.Equal((lower, upper), (size.Lower, size.Upper));
    }

    [Fact]
    public void Mixing_can_be_undone()
    {
        // The published outputs of SplitMix64 for seed 0 start with the first of these. Mix is its last step.
        Assert.Equal(0xE220A8397B1DCDAFUL, RandomSource.Mix(0x9E3779B97F4A7C15UL));
        foreach (ulong value in new[] { 0UL, 1UL, 0x9E3779B97F4A7C15UL, ulong.MaxValue, 1UL << 63 })
        {
            Assert.Equal(value, RandomSource.Unmix(RandomSource.Mix(value)));
            Assert.Equal(value, RandomSource.Mix(RandomSource.Unmix(value)));
        }
    }

    [Fact]
    public void People_are_distinguished_by_their_first_identifier()
    {
        var people = new PeopleSet();
        people.Add([11, 12], 1);
        people.Add([21, 0], 1);
        people.Add([31, 32], 0);
        people.Add([0, 12], 1);
        people.Remove([21, 0]);

        Assert.Equal((11UL, 11UL, 21UL, 0UL), (people.KeyOf(11), people.KeyOf(12), people.KeyOf(21), people.KeyOf(99)));
        Assert.Equal([new MatchedPerson(0, 11)], people.MatchedFrom(0, 10));
        Assert.Equal((true, false, true, false), (people.Matches(12, asMember: true), people.Matches(21, asMember: true), people.Matches(21, asMember: false), people.Matches(31, asMember: false)));
        Assert.False(people.Matches(0, asMember: false));
    }

    [Fact]
    public void A_person_arrived_when_the_number_was_first_assigned()
    {
        var arrivals = new Arrivals();
        arrivals.Note(10, DateTimeOffset.FromUnixTimeSeconds(100));
        arrivals.Note(10, DateTimeOffset.FromUnixTimeSeconds(101));
        arrivals.Note(20, DateTimeOffset.FromUnixTimeMilliseconds(102_900));
        arrivals.Note(30, DateTimeOffset.FromUnixTimeSeconds(102));
        arrivals.Note(31, DateTimeOffset.FromUnixTimeSeconds(200));

        Assert.Equal([100L, 100, 102, 102, 200], new[] { 0, 9, 10, 29, 30 }.Select(arrivals.GetSecond));
    }
}
