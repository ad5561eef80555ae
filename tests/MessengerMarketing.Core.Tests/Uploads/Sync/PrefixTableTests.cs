using System;
using System.Collections.Generic;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Core.Tests.Uploads.Sync;

public class PrefixTableTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(100_000)]
    public void MarksOfEveryIdentifierAreFound_AlsoWhenTheTableGrows(int capacity)
    {
        var table = new PrefixTable(capacity);
        HashSet<ulong> known = CreatePrefixes(seed: 1, 50_000);
        foreach (ulong prefix in known)
        {
            table.Add(prefix, 1);
            table.Add(prefix, 2);
        }

        Assert.All(known, prefix => Assert.Equal(3, table.GetMarks(prefix)));
        Assert.All(CreatePrefixes(seed: 2, 50_000), prefix => Assert.Equal(0, table.GetMarks(prefix)));
    }

    [Fact]
    public void Mark_ChangesOnlyIdentifiersInTheTable()
    {
        var table = new PrefixTable();
        table.Add(5, 1);

        Assert.Equal(1, table.Mark(5, 4));
        Assert.Equal(5, table.GetMarks(5));
        Assert.Equal(0, table.Mark(6, 4));
        Assert.Equal(0, table.GetMarks(6));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Reset_RemovesEveryIdentifier(int capacity)
    {
        var table = new PrefixTable(1000);
        HashSet<ulong> before = CreatePrefixes(seed: 3, 1000);
        foreach (ulong prefix in before)
        {
            table.Add(prefix, 1);
        }

        table.Reset(capacity);
        table.Add(0, 2);

        Assert.All(before, prefix => Assert.Equal(0, table.GetMarks(prefix)));
        Assert.Equal(2, table.GetMarks(0));
    }

    private static HashSet<ulong> CreatePrefixes(int seed, int count)
    {
        var random = new Random(seed);
        var prefixes = new HashSet<ulong>();
        while (prefixes.Count < count)
        {
            prefixes.Add((ulong)random.NextInt64(long.MinValue, long.MaxValue));
        }

        return prefixes;
    }
}
