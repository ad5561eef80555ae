using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace MessengerMarketing.Errors;

/// <summary>Errors of campaigns that are given by name, id or object.</summary>
internal static class CampaignErrors
{
    /// <summary>ItemText.None, which stands for an object without an id, is not repeated.</summary>
    public static ErrorRecord NotFound(string name) => ErrorRecords.Create(
        new ItemNotFoundException(
            (name[0] == '\0' ? "The object has neither a CampaignId nor an Id. " : $"This session has created no campaign named '{name}'. ")
            + "Give the campaign's id, or what New-MMMessageCampaign wrote."),
        "MMCampaignNotFound",
        ErrorCategory.ObjectNotFound,
        null);

    public static ErrorRecord Ambiguous(string name, IEnumerable<string> ids) => ErrorRecords.Create(
        new InvalidOperationException($"Several campaigns are named '{name}'. Give the id of one: {string.Join(", ", ids)}."),
        "MMCampaignAmbiguous",
        ErrorCategory.InvalidArgument,
        name);
}
