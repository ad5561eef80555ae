using System;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Errors;

/// <summary>Errors of erasing people. Rows are named by their numbers.</summary>
internal static class ErasureErrors
{
    public static ErrorRecord SuppressionNotOpened(Exception exception, string path) => ErrorRecords.Create(
        new InvalidOperationException(
            $"People cannot be added to the suppression list, so nothing was sent. {exception.Message} Uploads accept several suppression lists, so you can use a new file beside an existing one.",
            exception),
        exception is FileRefusedException refused ? refused.ErrorId : "MMFileNotAccessible",
        exception is FileRefusedException { Problem: FileProblem.InUse } ? ErrorCategory.ResourceBusy : ErrorCategory.OpenError,
        path);

    public static ErrorRecord SuppressionNotWritten(Exception exception, string path) => ErrorRecords.Create(
        new InvalidOperationException(
            $"The suppression list could not be written, so nothing was sent for this batch and the batches after it. {exception.Message} Fix the cause, then run the same command again.",
            exception),
        "MMSuppressionNotWritten",
        ErrorCategory.WriteError,
        path);

    public static ErrorRecord RowsNotErased(long count, string reasons) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "{0} no usable email address or phone number, so {1} not erased: {2}. Correct the rows, and run the command again for them. Give the country of phone numbers without a calling code with -DefaultCountry.",
            count == 1 ? "1 row has" : $"{count} rows have",
            count == 1 ? "this person was" : "these people were",
            reasons)),
        "MMPersonNotErased",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord PsidUnusable() => ItemErrors.Unusable("A Page-scoped ID consists of digits. Nothing was sent.", "Psid");
}
