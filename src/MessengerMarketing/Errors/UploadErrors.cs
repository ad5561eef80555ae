using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Errors;

/// <summary>Turns the reason for which an upload stopped or did not start into an error.</summary>
internal static class UploadErrors
{
    /// <summary>The error of an upload.</summary>
    /// <param name="exception">Why it stopped.</param>
    /// <param name="settings">What the caller asked for, which the error names.</param>
    public static ErrorRecord ToRecord(Exception exception, UploadSettings settings) => exception switch
    {
        GraphException graph => graph.ToRecord(settings.AudienceId),
        JournalException { Problem: JournalProblem.SecondList } => ErrorRecords.JournalTaken(settings.JournalPath!),
        JournalException { Problem: JournalProblem.NotAccessible } journal => FileErrors.ToRecord(journal.InnerException!, settings.JournalPath!),
        JournalException journal => journal.ToRecord(settings.JournalPath),
        SuppressionException { InnerException: UnusableSuppressionException unusable } => ErrorRecords.SuppressionUnusable(unusable),
        SuppressionException suppression => ErrorRecords.SuppressionUnreadable(suppression.InnerException!, string.Join(", ", settings.SuppressPath)),
        TooManyRejectedException rejected => ErrorRecords.TooManyRejected(rejected.Limit, settings.MaxRejectPercent!.Value, settings.RejectReasons, settings.RowsAccepted),
        RejectReportException report => ErrorRecords.RejectsNotWritten((IOException)report.InnerException!, settings.RejectPath!),
        _ => ErrorRecords.Create(exception, "MMUploadFailed", ErrorCategory.NotSpecified, settings.AudienceId),
    };
}
