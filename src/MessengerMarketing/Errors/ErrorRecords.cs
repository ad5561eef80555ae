using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Ads;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Errors;

/// <summary>Creates error records with a stable ID, a category, and a target that contains no personal data or secret. Errors of each area are in separate
/// classes.</summary>
internal static class ErrorRecords
{
    /// <summary>The advice is part of the message. As a recommended action, PowerShell 7 would display it twice.</summary>
    public static ErrorRecord ToRecord(this GraphException exception, object? target)
        => Create(exception, exception.ErrorId, Category(exception.Kind), target, GraphAdvice.AddTo(exception));

    public static ErrorRecord ToRecord(this ClickToMessengerAdException exception, string name)
        => Create(exception, exception.Cause.ErrorId, Category(exception.Cause.Kind), name, $"{exception.Message} {GraphAdvice.Find(exception.Cause)}");

    /// <summary>Creates a record that is safe to display: the message and the target are one line without control characters. If the message of a framework
    /// exception is not safe, the exception is replaced. Exceptions of this project keep their type, and <see cref="ErrorRecord.ErrorDetails"/> contains the
    /// safe message.</summary>
    internal static ErrorRecord Create(Exception exception, string errorId, ErrorCategory category, object? target, string? details = null)
    {
        string message = SafeText.SingleLine(exception.Message);
        object? safeTarget = target is string text ? SafeText.SingleLine(text) : target;
        if (message == exception.Message)
        {
            return new ErrorRecord(exception, errorId, category, safeTarget) { ErrorDetails = details is null ? null : new ErrorDetails(details) };
        }

        Exception safe = exception switch
        {
            ItemNotFoundException => new ItemNotFoundException(message),
            FileNotFoundException => new FileNotFoundException(message),
            DirectoryNotFoundException => new DirectoryNotFoundException(message),
            InvalidOperationException => new InvalidOperationException(message),
            UnauthorizedAccessException => new UnauthorizedAccessException(message),
            FormatException => new FormatException(message),
            TimeoutException => new TimeoutException(message),
            ArgumentException argument => new ArgumentException(message, argument.ParamName),
            IOException and not InboxInUseException => new IOException(message),
            _ => exception,
        };
        return new ErrorRecord(safe, errorId, category, safeTarget) { ErrorDetails = new ErrorDetails(details is null ? message : SafeText.SingleLine(details)) };
    }

    private static ErrorCategory Category(GraphErrorKind kind) => kind switch
    {
        GraphErrorKind.Authentication or GraphErrorKind.PageTokenMissing => ErrorCategory.AuthenticationError,
        GraphErrorKind.Permission or GraphErrorKind.TermsNotAccepted or GraphErrorKind.AudienceRestricted or GraphErrorKind.OutsideWindow
            or GraphErrorKind.CannotReply or GraphErrorKind.SubscriptionStopped or GraphErrorKind.RegionNotSupported => ErrorCategory.PermissionDenied,
        GraphErrorKind.Throttled or GraphErrorKind.TemporarilyBlocked or GraphErrorKind.AlreadyAsked or GraphErrorKind.AlreadyReplied or GraphErrorKind.FrequencyLimited
            or GraphErrorKind.BudgetExhausted => ErrorCategory.LimitsExceeded,
        GraphErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        GraphErrorKind.InvalidParameter or GraphErrorKind.TooManyRows or GraphErrorKind.TooMuchData or GraphErrorKind.ImageNotFetched
            or GraphErrorKind.SubscriptionTokenInvalid => ErrorCategory.InvalidArgument,
        GraphErrorKind.UpdateRunning or GraphErrorKind.CampaignNotReady => ErrorCategory.ResourceBusy,
        GraphErrorKind.NoAnswer => ErrorCategory.ConnectionError,
        GraphErrorKind.ServiceUnavailable or GraphErrorKind.PersonUnavailable or GraphErrorKind.NotNow => ErrorCategory.ResourceUnavailable,
        GraphErrorKind.UnexpectedAnswer => ErrorCategory.ProtocolError,
        _ => ErrorCategory.InvalidOperation,
    };
}
