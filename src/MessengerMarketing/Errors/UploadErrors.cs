using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Errors;

/// <summary>Errors of uploads.</summary>
internal static class UploadErrors
{
    /// <summary>Creates the error of an upload.</summary>
    /// <param name="exception">Why it stopped.</param>
    /// <param name="settings">The parameters of the caller, for the error.</param>
    public static ErrorRecord ToRecord(Exception exception, UploadErrorContext settings) => exception switch
    {
        GraphException graph => graph.ToRecord(settings.AudienceId),
        JournalException { Problem: JournalProblem.SecondList } => JournalErrors.Taken(settings.JournalPath!),
        JournalException { Problem: JournalProblem.NotAccessible } journal => FileErrors.ToRecord(journal.InnerException!, settings.JournalPath!),
        JournalException journal => journal.ToRecord(settings.JournalPath),
        SuppressionException { InnerException: UnusableSuppressionException unusable } => SuppressionUnusable(unusable),
        SuppressionException suppression => SuppressionUnreadable(suppression.InnerException!, string.Join(", ", settings.SuppressPath)),
        TooManyRejectedException rejected => TooManyRejected(rejected.Limit, settings.MaxRejectPercent!.Value, settings.RejectReasons, settings.RowsAccepted),
        RejectReportException report => RejectsNotWritten((IOException)report.InnerException!, settings.RejectPath!),
        _ => ErrorRecords.Create(exception, "MMUploadFailed", ErrorCategory.NotSpecified, settings.AudienceId),
    };

    public static ErrorRecord RejectsNotWritten(IOException exception, string path)
        => ErrorRecords.Create(exception, "MMRejectsNotWritten", ErrorCategory.WriteError, path);

    public static ErrorRecord TooManyRejected(RejectLimit limit, double percent, string reasons, long accepted) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "{0} of the first {1} {5} rejected, more than the {2} percent of -MaxRejectPercent: {3}. {4} Check the column mapping with Test-MMCustomerList.",
            limit.Rejected,
            limit.Rows,
            percent,
            reasons,
            accepted switch { 0 => "Nothing was sent.", 1 => "1 row had been sent.", _ => $"{accepted} rows had been sent." },
            limit.Rejected == 1 ? "rows is" : "rows are")),
        "MMTooManyRejected",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord SuppressionUnreadable(Exception exception, string path) => ErrorRecords.Create(
        new InvalidOperationException($"The suppression list cannot be read, so nothing was sent. {FileErrors.AddAdvice(exception).Message}", exception),
        "MMSuppressionUnreadable",
        ErrorCategory.OpenError,
        path);

    public static ErrorRecord SuppressionUnusable(UnusableSuppressionException exception) => ErrorRecords.Create(
        exception,
        "MMSuppressionUnusable",
        ErrorCategory.InvalidData,
        exception.FileName,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} of the file '{1}' cannot be compared, so these people would be uploaded: {2} (first rows: {3}). Nothing was sent. "
                + "For numbers without a calling code, specify -DefaultCountry, or correct the file. "
                + "With -AllowUnusableSuppression, such numbers are compared without the calling code, and other unusable entries leave nobody out.",
            exception.Count == 1 ? "1 entry" : $"{exception.Count} entries",
            exception.FileName,
            UploadTally.FormatCounts(exception.Counts),
            string.Join(", ", exception.Rows)));

    /// <summary>A list changed while it was read.</summary>
    public static ErrorRecord ListChanged(SourceChangedException exception, string path, long accepted) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} had been accepted, which may not be all rows of the current list. Upload the list again from a copy that does not change.",
            exception.Message,
            accepted == 1 ? "1 row" : $"{accepted} rows"), exception),
        "MMListChanged",
        ErrorCategory.InvalidData,
        path);

    public static ErrorRecord LateConsentColumn(string column, long row) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "The consent column '{0}' appears in row {1}, but not in the first row. It is not read, so people who opted out would be uploaded. Earlier rows may have been sent. "
                + "Use Select-Object so that all rows have the same columns, and start again.",
            column,
            row)),
        "MMLateConsentColumn",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord UploadStatusTimeout(int batches, string what) => ErrorRecords.Create(
        new TimeoutException($"The status was not reported in time for {(batches == 1 ? "1 batch" : $"{batches} batches")}. {what}"),
        "MMUploadStatusTimeout",
        ErrorCategory.OperationTimeout,
        batches);
}
