using System;
using System.Management.Automation;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Errors;

/// <summary>Errors of pipeline items, and of the people in them. People are identified by a number, never by a value.</summary>
internal static class ItemErrors
{
    public static ErrorRecord TextInsteadOfRows() => ErrorRecords.Create(
        new InvalidOperationException("The pipeline contains lines of text instead of rows. Use -Path for the file, or convert the lines with ConvertFrom-Csv first."),
        "MMTextInsteadOfRows",
        ErrorCategory.InvalidType,
        null);

    public static ErrorRecord IdentifierMissing() => ErrorRecords.Create(
        new InvalidOperationException("Specify -Email or -Phone. Other details alone are not enough to match a person."),
        "MMIdentifierMissing",
        ErrorCategory.InvalidArgument,
        null);

    /// <summary>Creates the error of an unusable item. The message and the target do not contain it.</summary>
    public static ErrorRecord Unusable(string message, string target)
        => ErrorRecords.Create(new FormatException(message), "MMInvalidArgument", ErrorCategory.InvalidArgument, target);

    public static ErrorRecord PersonUnusable(RejectReason reason, string target) => Unusable(
        $"The person was left out and stays subscribed: {reason}. " + (reason == RejectReason.NoCallingCode
            ? "Use phone numbers with a calling code, such as +1 202 555 0123, or specify -DefaultCountry."
            : "Specify a phone number, an email address, a Page-scoped ID, or a subscription token."),
        target);

    /// <summary>Creates the error of a pipeline item without usable properties. It is identified by its number, because it can be the row of a
    /// customer.</summary>
    public static ErrorRecord ItemWithout(string property, long number, string advice)
        => ErrorRecords.Create(new InvalidOperationException($"Item {number} has no {property}. {advice}"), "MMItemUnusable", ErrorCategory.InvalidType, number);

    public static ErrorRecord NotAccepted(long number, string? accepted) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Item {number} of the pipeline was refused. " + (accepted is null ? "The cmdlet accepts no pipeline input. Run it without pipeline input." : $"Pipe {accepted}.")),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NotAPerson(long number) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Item {number} was left out: it has no Phone, Email, Psid, or Token. Pipe rows with such columns to the cmdlet, or convert lines of text to rows: Get-Content optouts.txt | ForEach-Object {{ @{{ Email = $_ }} }}."),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NotAReceipt(long number) => ErrorRecords.Create(
        new InvalidOperationException($"Item {number} is not a receipt. Pipe the output of Add-MMAudienceUser without -Summary to this cmdlet."),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord RowsBesideOthers(string parameter) => ErrorRecords.Create(
        new InvalidOperationException($"Pipeline rows cannot be used together with {parameter}. Use only one of them."),
        "MMRowsBesideOthers",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord NotASubscriber(long number) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Item {number} has none of the properties OptInSource, Title, Status, and Created. Pipe the output of Get-MMSubscriptionToken, or an export of it that Import-Csv reads."),
        "MMNotASubscriber",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NoInboxForDoors() => ErrorRecords.Create(
        new InvalidOperationException("To count by Door or Ref, specify the inbox of Watch-MMWebhook with -InboxPath. Tokens do not contain this information."),
        "MMInboxRequired",
        ErrorCategory.InvalidArgument,
        "InboxPath");
}
