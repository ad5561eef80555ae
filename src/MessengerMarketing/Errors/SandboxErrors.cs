using System;
using System.Management.Automation;

namespace MessengerMarketing.Errors;

/// <summary>Errors of the sandbox and its simulated customers.</summary>
internal static class SandboxErrors
{
    public static ErrorRecord SandboxNotRunning() => ErrorRecords.Create(
        new InvalidOperationException("No sandbox is running in this process. Start one with Start-MMSandbox, or specify a running sandbox with -Sandbox."),
        "MMSandboxNotRunning",
        ErrorCategory.ObjectNotFound,
        null);

    public static ErrorRecord ReactionWithoutCustomer() => ErrorRecords.Create(
        new InvalidOperationException("A reaction requires a customer who has a conversation with the Page. Specify -Psid, or pipe the output of Send-MMSandboxMessage."),
        "MMPsidMissing",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord OptInRequestNotFound(string? title) => ErrorRecords.Create(
        new ItemNotFoundException("There is no matching opt-in request of the Page. Send one with Send-MMOptInRequest first."),
        "MMOptInRequestNotFound",
        ErrorCategory.ObjectNotFound,
        title);
}
