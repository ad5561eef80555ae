using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Errors;

/// <summary>Errors of erasing people. Rows are identified by their numbers.</summary>
internal static class ErasureErrors
{
    public static ErrorRecord SuppressionNotOpened(Exception exception, string path) => ErrorRecords.Create(
        new InvalidOperationException(
            $"People cannot be added to the suppression list, so nothing was sent. {exception.Message} Uploads accept several suppression lists, so you can use a new file in addition to an existing one.",
            exception),
        exception is FileRefusedException refused ? refused.ErrorId : "MMFileNotAccessible",
        exception is FileRefusedException { Problem: FileProblem.InUse } ? ErrorCategory.ResourceBusy : ErrorCategory.OpenError,
        path);

    public static ErrorRecord SuppressionNotWritten(Exception exception, string path) => ErrorRecords.Create(
        new InvalidOperationException(
            $"The suppression list could not be written, so nothing was sent for this batch and the following batches. {exception.Message} Fix the cause, then run the same command again.",
            exception),
        "MMSuppressionNotWritten",
        ErrorCategory.WriteError,
        path);

    public static ErrorRecord StateNotUsable(Exception exception, string path) => State(exception, "Nothing was sent.", path);

    public static ErrorRecord StateNotChanged(Exception exception, string path) => State(
        exception, "The erased people are still in it. Run the same command again, or the sync with the suppression list.", path);

    public static ErrorRecord RowsNotErased(long count, string reasons) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "{0} no usable email address or phone number, so {1} not erased: {2}. Correct the rows, and run the command again for them. For phone numbers without a calling code, specify -DefaultCountry.",
            count == 1 ? "1 row has" : $"{count} rows have",
            count == 1 ? "this person was" : "these people were",
            reasons)),
        "MMPersonNotErased",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord PsidUnusable() => ItemErrors.Unusable("A Page-scoped ID consists of digits. Nothing was sent.", "Psid");

    private static ErrorRecord State(Exception exception, string consequence, string path)
    {
        (string id, ErrorCategory category) = exception switch
        {
            FileRefusedException refused => (refused.ErrorId, refused.Problem == FileProblem.InUse ? ErrorCategory.ResourceBusy : ErrorCategory.OpenError),
            FileNotFoundException or DirectoryNotFoundException => (FileErrors.FileNotFoundId, ErrorCategory.ObjectNotFound),
            SyncStateException { Problem: SyncStateProblem.Foreign } => ("MMFileForeign", ErrorCategory.InvalidData),
            SyncStateException { Problem: SyncStateProblem.OtherAudience } => ("MMStateOfOther", ErrorCategory.InvalidArgument),
            SyncStateException { Problem: SyncStateProblem.NotWritten } => ("MMStateNotWritten", ErrorCategory.WriteError),
            SyncStateException => ("MMStateUnreadable", ErrorCategory.InvalidData),
            _ => ("MMFileNotAccessible", ErrorCategory.OpenError),
        };
        return ErrorRecords.Create(new InvalidOperationException($"{exception.Message} {consequence}", exception), id, category, path);
    }
}
