using System;
using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Errors;

/// <summary>Errors of audiences that are specified by name, ID, or object.</summary>
internal static class AudienceErrors
{
    public static ErrorRecord NotFound(string name) => ErrorRecords.Create(
        new ItemNotFoundException($"The ad account has no Messenger marketing-message audience named '{SensitiveText.Mask(name)}'. Run Get-MMAudience to list all audiences."),
        "MMAudienceNotFound",
        ErrorCategory.ObjectNotFound,
        SensitiveText.Mask(name));

    /// <summary>The name is masked, because it can come from an Id column of a customer list.</summary>
    public static ErrorRecord Unknown(string name, string? meant) => ErrorRecords.Create(
        new ItemNotFoundException(
            $"The ad account has no Messenger marketing-message audience named '{SensitiveText.Mask(name)}'. "
            + (meant is null ? "Specify an ID or exact name from the output of Get-MMAudience." : $"Did you mean '{meant}'?")),
        "MMAudienceNotFound",
        ErrorCategory.ObjectNotFound,
        SensitiveText.Mask(name));

    public static ErrorRecord Missing() => ErrorRecords.Create(
        new InvalidOperationException("The object has neither an AudienceId nor an Id. Specify an ID or exact name from the output of Get-MMAudience."),
        "MMAudienceNotFound",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord Ambiguous(string name, IEnumerable<string> ids) => ErrorRecords.Create(
        new InvalidOperationException($"Several audiences are named '{name}'. Specify the ID of one of them: {string.Join(", ", ids)}."),
        "MMAudienceAmbiguous",
        ErrorCategory.InvalidArgument,
        null);
}
