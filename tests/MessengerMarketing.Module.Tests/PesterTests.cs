using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace MessengerMarketing.ModuleTests;

/// <summary>Runs the Pester suite, a case for each file. A case waits for the result of its file: the files run in lanes.</summary>
[TestCaseOrderer("MessengerMarketing.ModuleTests.PesterOrder", "MessengerMarketing.Module.Tests")]
public sealed class PesterTests(PesterLanes lanes, ITestOutputHelper output) : IClassFixture<PesterLanes>
{
    public static IEnumerable<object[]> Files => PesterSuite.Files.Select(file => new object[] { file });

    [Theory]
    [MemberData(nameof(Files))]
    public Task Every_Pester_test_of_the_file_passes(string file) => lanes.RunAsync(file, output);
}

public sealed class PesterSuiteTests
{
    [Fact]
    public void Files_that_take_longest_exist_and_come_first()
    {
        Assert.Empty(PesterSuite.Slowest.Except(PesterSuite.Files, StringComparer.Ordinal));
        Assert.Equal(PesterSuite.Slowest, PesterSuite.Files.OrderBy(PesterSuite.Position).Take(PesterSuite.Slowest.Count));
    }
}
