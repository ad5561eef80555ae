using System;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Cmdlets;

/// <summary>Finds the campaign that an id or an exact name refers to.</summary>
internal static class CampaignReference
{
    /// <summary>Returns the campaign's id; a name that no campaign or several campaigns of this session have ends the cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet that needs the campaign.</param>
    /// <param name="idOrName">An id, or the name of a campaign that this session created. Case does not matter.</param>
    public static string Resolve(PSCmdlet cmdlet, string idOrName)
    {
        if (GraphId.IsId(idOrName))
        {
            return idOrName;
        }

        MessageCampaign[] named = [.. SeenObjects.Campaigns.Items.Where(campaign => string.Equals(campaign.Name, idOrName, StringComparison.OrdinalIgnoreCase))];
        if (named.Length != 1)
        {
            cmdlet.ThrowTerminatingError(named.Length == 0
                ? CampaignErrors.NotFound(idOrName)
                : CampaignErrors.Ambiguous(idOrName, named.Select(static campaign => campaign.Id)));
        }

        return named[0].Id;
    }
}
