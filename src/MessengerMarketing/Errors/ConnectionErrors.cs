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
            "There is no Messenger marketing context in this runspace. Connect with Connect-MMAccount, or give -Context."),
        "MMNotConnected",
        ErrorCategory.ConnectionError,
        null);

    public static ErrorRecord SettingMissing(string message)
        => ErrorRecords.Create(new InvalidOperationException($"{message} Set what is missing, or connect with -AccessToken, -AdAccountId and -PageId."), "MMSettingMissing", ErrorCategory.InvalidOperation, null);

    public static ErrorRecord AppSecretMissing() => ErrorRecords.Create(
        new InvalidOperationException(
            "There is no app secret to check signatures with. Give -AppSecret, or connect with one: Connect-MMAccount -AppSecret, or MM_APP_SECRET in the environment."),
        "MMAppSecretMissing",
        ErrorCategory.AuthenticationError,
        null);
}
