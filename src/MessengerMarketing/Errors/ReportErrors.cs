using System;
using System.IO;
using System.Management.Automation;

namespace MessengerMarketing.Errors;

/// <summary>Errors of reports.</summary>
internal static class ReportErrors
{
    public static ErrorRecord NoReportThere(string path)
        => ErrorRecords.Create(new IOException($"The file '{path}' exists and is not an upload report. It was not overwritten. Use another -Path."), "MMFileExists", ErrorCategory.ResourceExists, path);

    public static ErrorRecord NotReportable(string type) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Reports do not support {type} objects. Pipe the output of Add-MMAudienceUser, Sync-MMAudienceUser, Resume-MMAudienceUpload, Wait-MMAudienceUpload, Get-MMAudience, Get-MMAudienceUpload, Measure-MMSubscriber, Get-MMMessageResult -Summary, or Get-MMMessageInsight, or journal files. Use -JournalPath for paths."),
        "MMNotReportable",
        ErrorCategory.InvalidType,
        type);

    public static ErrorRecord NothingToReport() => ErrorRecords.Create(
        new InvalidOperationException("The input has nothing to report, so no file was written. Pipe receipts or a summary of an upload, or use -JournalPath for journals and -InboxPath for an inbox."),
        "MMNothingToReport",
        ErrorCategory.InvalidArgument,
        null);
}
