using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace MessengerMarketing.ModuleTests;

/// <summary>Runs the Pester suite, a case for each file. xunit runs two classes at once, but not two cases of a class: each lane is a class.</summary>
public sealed class PesterLane1Tests(PesterLane lane, ITestOutputHelper output) : IClassFixture<PesterLane>
{
    public static IEnumerable<object[]> Files => PesterSuite.FilesOfLane(1).Select(file => new object[] { file });

    [Theory]
    [MemberData(nameof(Files))]
    public Task Every_Pester_test_of_the_file_passes(string file) => lane.RunAsync(file, output);
}

/// <inheritdoc cref="PesterLane1Tests"/>
public sealed class PesterLane2Tests(PesterLane lane, ITestOutputHelper output) : IClassFixture<PesterLane>
{
    public static IEnumerable<object[]> Files => PesterSuite.FilesOfLane(2).Select(file => new object[] { file });

    [Theory]
    [MemberData(nameof(Files))]
    public Task Every_Pester_test_of_the_file_passes(string file) => lane.RunAsync(file, output);
}

public sealed class PesterSuiteTests
{
    [Fact]
    public void Each_file_is_in_one_lane()
    {
        Assert.NotEmpty(PesterSuite.Files);
        Assert.Equal(PesterSuite.Files, PesterSuite.FilesOfLane(1).Concat(PesterSuite.FilesOfLane(2)).Order(System.StringComparer.Ordinal));
    }
}
