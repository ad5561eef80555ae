using System;
using System.IO;
using MessengerMarketing.Reporting;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_takes_the_place_of_a_file_and_leaves_nothing_beside_it()
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, "a longer text that was there before");

        ReportFile.Write(path, "grün", replace: true);

        Assert.Equal([0x67, 0x72, 0xC3, 0xBC, 0x6E], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_may_not_be_replaced_stays_as_it_is()
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => ReportFile.Write(path, "new", replace: false));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_cannot_be_put_in_its_place_is_taken_away()
    {
        string path = Path.Combine(_folder, "report.html");
        Directory.CreateDirectory(path);

        Assert.ThrowsAny<SystemException>(() => ReportFile.Write(path, "new", replace: true));

        Assert.Empty(Directory.GetFiles(_folder));
    }
}
