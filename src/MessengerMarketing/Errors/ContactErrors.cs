using System;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Webhooks;

namespace MessengerMarketing.Errors;

/// <summary>Errors of opt-in requests and private replies that are refused before they are sent. People are identified by a number.</summary>
internal static class ContactErrors
{
    private const string AskAfterReply = "Send a private reply with Send-MMPrivateReply. When the person answers, an event of Kind Message opens the window.";

    /// <summary>An event does not open the 24-hour window, or its window has ended.</summary>
    public static ErrorRecord OutsideWindow(WebhookEvent item, long number) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, "Item {0}, an event of Kind {1}, was left out. {2}", number, item.Kind, Reason(item))),
        "MMOutsideWindow",
        ErrorCategory.PermissionDenied,
        number);

    public static ErrorRecord TooOldForReply(DateTimeOffset time, string id) => ErrorRecords.Create(
        new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, "The comment or post is from {0:u}. Meta allows a private reply only within seven days. Reply in public instead.", time)),
        "MMCannotReply",
        ErrorCategory.PermissionDenied,
        id);

    public static ErrorRecord HistoryNotWritten(Exception exception, string path) => ErrorRecords.Create(
        exception,
        "MMHistoryNotWritten",
        ErrorCategory.WriteError,
        path,
        $"The history '{path}' cannot be written: {exception.Message} Nothing more was sent, because the next run could not skip it.");

    private static string Reason(WebhookEvent item) => item switch
    {
        { OpensWindow: true, WindowEnds: { } ends } => string.Format(CultureInfo.InvariantCulture, "Its 24-hour window ended at {0:u}. Ask the person after the next message.", ends),
        CommentEvent => "A comment does not open the 24-hour window. " + AskAfterReply,
        VisitorPostEvent => "A post does not open the 24-hour window. " + AskAfterReply,
        ReferralEvent { Door: nameof(WebhookDoor.Ad) } => "An ad opens the 24-hour window only when the person writes, which is an event of Kind Message.",
        ReferralEvent => "Meta does not document that this referral opens the 24-hour window. If you know that it does, use -Psid.",
        ReactionEvent => "Removing a reaction does not open the 24-hour window.",
        _ => "It does not open the 24-hour window. Use events whose OpensWindow property is true.",
    };
}
