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
        new InvalidOperationException("Use -Email or -Phone. Nobody can be matched by other details alone."),
        "MMIdentifierMissing",
        ErrorCategory.InvalidArgument,
        null);

    /// <summary>Creates the error of an unusable item. The message and the target do not contain it.</summary>
    public static ErrorRecord Unusable(string message, string target)
        => ErrorRecords.Create(new FormatException(message), "MMInvalidArgument", ErrorCategory.InvalidArgument, target);

    public static ErrorRecord PersonUnusable(RejectReason reason, string target) => Unusable(
        $"The person was left out and stays subscribed: {reason}. " + (reason == RejectReason.NoCallingCode
            ? "Give phone numbers with their calling code, as +1 202 555 0123, or their country with -DefaultCountry."
            : "Give a phone number, an e-mail address, a Page-scoped id or a subscription token."),
        target);

    /// <summary>Creates the error of a pipeline item without usable properties. It is identified by its number, because it can be the row of a
    /// customer.</summary>
    public static ErrorRecord ItemWithout(string property, long number, string advice)
        => ErrorRecords.Create(new InvalidOperationException($"Item {number} has no {property}. {advice}"), "MMItemUnusable", ErrorCategory.InvalidType, number);

    public static ErrorRecord NotAccepted(long number, string? accepted) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Item {number} of the pipeline was refused. " + (accepted is null ? "The cmdlet accepts nothing from the pipeline. Run it without piping to it." : $"Pipe in {accepted}.")),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NotAPerson(long number) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Item {number} was left out: it has no Phone, Email, Psid or Token. Pipe in rows with such columns, or lines of text as rows: Get-Content optouts.txt | ForEach-Object {{ @{{ Email = $_ }} }}."),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NotAReceipt(long number) => ErrorRecords.Create(
        new InvalidOperationException($"Item {number} is no receipt. Pipe in what Add-MMAudienceUser writes without -Summary."),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord RowsBesideOthers(string parameter) => ErrorRecords.Create(
        new InvalidOperationException($"Rows came through the pipeline together with {parameter}. Use one or the other: each is a list of its own."),
        "MMRowsBesideOthers",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord NotASubscriber(long number) => ErrorRecords.Create(
        new InvalidOperationException(
            $"Item {number} has none of the properties OptInSource, Title, Status and Created. Pipe in what Get-MMSubscriptionToken writes, or the rows that Import-Csv reads of its export."),
        "MMNotASubscriber",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NoInboxForDoors() => ErrorRecords.Create(
        new InvalidOperationException("To count by Door or Ref, give the inbox of Watch-MMWebhook with -InboxPath: tokens do not have them."),
        "MMInboxRequired",
        ErrorCategory.InvalidArgument,
        "InboxPath");
}
