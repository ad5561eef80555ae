using System;
using System.Management.Automation;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Errors;

/// <summary>Errors of the webhook receiver, its deliveries, and its inbox.</summary>
internal static class WebhookErrors
{
    public static ErrorRecord PortTaken(InvalidOperationException exception, int port)
        => ErrorRecords.Create(new InvalidOperationException($"{exception.Message}. Use another -Port, or use 0 for a free port.", exception), "MMPortTaken", ErrorCategory.ResourceBusy, port);

    public static ErrorRecord SignatureRefused(WebhookSignatureStatus status, long number) => ErrorRecords.Create(
        new InvalidOperationException($"Delivery {number} was refused. {status.ToDisplayText()}"),
        status == WebhookSignatureStatus.Missing ? "MMWebhookSignatureMissing" : "MMWebhookSignatureInvalid",
        ErrorCategory.SecurityError,
        number);

    public static ErrorRecord Unreadable(string problem, long? number) => ErrorRecords.Create(
        new InvalidOperationException(number is null ? problem : $"Delivery {number} cannot be read. {problem}"),
        "MMWebhookUnreadable",
        ErrorCategory.InvalidData,
        number);

    public static ErrorRecord InboxInUse(InboxInUseException exception, string path)
        => ErrorRecords.Create(exception, "MMInboxInUse", ErrorCategory.ResourceBusy, path);

    public static ErrorRecord InboxNotWritten(Exception exception, string? path)
        => ErrorRecords.Create(exception, "MMInboxNotWritten", ErrorCategory.WriteError, path);

    public static ErrorRecord ReceiverFailed(Exception exception)
        => ErrorRecords.Create(exception, "MMWebhookReceiverFailed", ErrorCategory.NotSpecified, null);
}
