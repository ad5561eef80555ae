using System;
using System.Management.Automation;

namespace MessengerMarketing.Errors;

/// <summary>Errors of the sandbox and its simulated customers.</summary>
internal static class SandboxErrors
{
    public static ErrorRecord SandboxNotRunning() => ErrorRecords.Create(
        new InvalidOperationException("No sandbox runs in this process. Start one with Start-MMSandbox, or give one that runs with -Sandbox."),
        "MMSandboxNotRunning",
        ErrorCategory.ObjectNotFound,
        null);

    public static ErrorRecord ReactionWithoutCustomer() => ErrorRecords.Create(
        new InvalidOperationException("A reaction needs a customer who has a conversation with the Page. Give -Psid, or pipe in what Send-MMSandboxMessage writes."),
        "MMPsidMissing",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord OptInRequestNotFound(string? title) => ErrorRecords.Create(
        new ItemNotFoundException("No opt-in request that the Page has sent can be answered so. Send one with Send-MMOptInRequest first."),
        "MMOptInRequestNotFound",
        ErrorCategory.ObjectNotFound,
        title);
}
