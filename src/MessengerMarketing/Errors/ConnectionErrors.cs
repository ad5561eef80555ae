using System;
using System.Management.Automation;

namespace MessengerMarketing.Errors;

/// <summary>Errors of a missing connection, or of a connection without a required credential.</summary>
internal static class ConnectionErrors
{
    public static ErrorRecord PageTokenMissing() => ErrorRecords.Create(
        new InvalidOperationException("The connection has no Page access token, which messages and subscription tokens need. Connect again with Connect-MMAccount and -PageAccessToken."),
        "MMPageTokenMissing",
        ErrorCategory.AuthenticationError,
        null);

    public static ErrorRecord NotConnected() => ErrorRecords.Create(
        new InvalidOperationException(
            "This runspace is not connected. Run Connect-MMAccount, or specify -Context."),
        "MMNotConnected",
        ErrorCategory.ConnectionError,
        null);

    /// <summary>Creates the error of a setting that is not valid, or of missing environment variables.</summary>
    public static ErrorRecord SettingsUnusable(Exception exception) => exception is ArgumentException argument
        ? argument.ToRecord()
        : ErrorRecords.Create(
            new InvalidOperationException($"{exception.Message} Set the variables, or connect with -AccessToken, -AdAccountId, and -PageId."),
            "MMSettingMissing",
            ErrorCategory.InvalidOperation,
            null);

    public static ErrorRecord AppSecretMissing() => ErrorRecords.Create(
        new InvalidOperationException(
            "There is no app secret to verify signatures with. Specify -AppSecret, or connect with an app secret: Connect-MMAccount -AppSecret, or the environment variable MM_APP_SECRET."),
        "MMAppSecretMissing",
        ErrorCategory.AuthenticationError,
        null);
}
