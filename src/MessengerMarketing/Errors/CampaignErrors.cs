using System;
using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Errors;

/// <summary>Errors of campaigns that are specified by name, ID, or object. Names are masked, because they can come from an Id column of a customer
/// list.</summary>
internal static class CampaignErrors
{
    public static ErrorRecord NotFound(string name) => ErrorRecords.Create(
        new ItemNotFoundException($"The ad account has no message campaign named '{SensitiveText.Mask(name)}'. Specify an ID or exact name from the output of Get-MMMessageCampaign."),
        "MMCampaignNotFound",
        ErrorCategory.ObjectNotFound,
        SensitiveText.Mask(name));

    public static ErrorRecord Missing() => ErrorRecords.Create(
        new InvalidOperationException("The object has neither a CampaignId nor an Id. Specify an ID or exact name from the output of Get-MMMessageCampaign."),
        "MMCampaignNotFound",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord Ambiguous(string name, IEnumerable<string> ids) => ErrorRecords.Create(
        new InvalidOperationException($"Several campaigns are named '{name}'. Specify the ID of one of them: {string.Join(", ", ids)}."),
        "MMCampaignAmbiguous",
        ErrorCategory.InvalidArgument,
        name);

    public static ErrorRecord NothingToChange() => ErrorRecords.Create(
        new InvalidOperationException("There is nothing to change. Use -Status, -DailyBudget, or -LifetimeBudget."),
        "MMInvalidArgument",
        ErrorCategory.InvalidArgument,
        null);
}
