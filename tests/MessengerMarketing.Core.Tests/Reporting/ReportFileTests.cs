using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Audiences;
using MessengerMarketing.Reporting;
using MessengerMarketing.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Reporting;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_replaces_an_earlier_one_and_leaves_no_other_file()
    {
        string path = Path.Combine(_folder, "report.html");
        UploadReportBuilder builder = Uploads.Builder();
        builder.Add(new CustomAudience { Id = "1" });
        ReportFile.Write(path, builder.Build().ToHtml(), replace: true);

        ReportFile.Write(path, "grün", replace: true);

        Assert.Equal([0x67, 0x72, 0xC3, 0xBC, 0x6E], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("{\"journal\":1}\n")]
    [InlineData("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" /><title>Another page</title></head></html>\n")]
    [InlineData("<")]
    public void A_file_that_is_not_a_report_stays_unchanged(string content)
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, content);

        Assert.False(ReportFile.IsFree(path));
        Assert.Throws<FileRefusedException>(() => ReportFile.Write(path, "new", replace: true));

        Assert.Equal(content, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Files_of_killed_processes_are_deleted_but_not_the_file_of_a_running_one()
    {
        string path = Path.Combine(_folder, "report.html");
        string used = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText($"{path}.{Guid.NewGuid():N}.tmp", "half a page");
        using (var file = new FileStream(used, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            ReportFile.Write(path, "new", replace: true);
            Assert.Equal([path, used], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
        }

        File.Delete(path);
        ReportFile.Write(path, "new", replace: false);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_empty_file_is_replaced()
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, string.Empty);

        ReportFile.Write(path, "new", replace: true);

        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_must_not_be_replaced_stays_unchanged()
    {
        string path = Path.Combine(_folder, "report.html");
        File.WriteAllText(path, "old");

        Assert.ThrowsAny<IOException>(() => ReportFile.Write(path, "new", replace: false));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_temporary_file_that_cannot_be_renamed_is_deleted()
    {
        string path = Path.Combine(_folder, "report.html");
        Directory.CreateDirectory(path);

        Assert.ThrowsAny<SystemException>(() => ReportFile.Write(path, "new", replace: true));

        Assert.Empty(Directory.GetFiles(_folder));
    }
}
