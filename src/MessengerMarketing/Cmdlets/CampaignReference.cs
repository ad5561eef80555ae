using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves an ID or an exact name to a message campaign.</summary>
internal static class CampaignReference
{
    /// <summary>Finds the campaign of a cmdlet. If it does not exist, the cmdlet ends.</summary>
    /// <returns>The campaign's id.</returns>
    public static string Resolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName)
    {
        ErrorRecord? problem = Find(cmdlet, client, idOrName, StringComparison.OrdinalIgnoreCase, out string id);
        if (problem is not null)
        {
            cmdlet.ThrowTerminatingError(problem);
        }

        return id;
    }

    /// <summary>Finds one of several campaigns. If it does not exist, an error is written, and the cmdlet continues.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="client">The account's client.</param>
    /// <param name="idOrName">An id, or a name.</param>
    /// <param name="names">Whether case is ignored if no name matches exactly.</param>
    /// <param name="id">The campaign's id.</param>
    /// <returns>Whether it is known.</returns>
    public static bool TryResolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName, StringComparison names, out string id)
    {
        ErrorRecord? problem = Find(cmdlet, client, idOrName, names, out id);
        if (problem is not null)
        {
            cmdlet.WriteError(problem);
        }

        return problem is null;
    }

    /// <summary>Returns the name of a campaign, or null if the runspace has not seen it.</summary>
    public static string? FindName(string id) => SeenObjects.Campaigns.Items.FirstOrDefault(campaign => campaign.Id == id)?.Name;

    /// <summary>Returns the ID of a campaign for a prompt, with its name if the runspace has seen it.</summary>
    public static string Format(string id) => FindName(id) is { } name ? $"message campaign {id} '{name}'" : $"message campaign {id}";

    private static ErrorRecord? Find(PipelineCmdlet cmdlet, GraphClient client, string idOrName, StringComparison names, out string id)
    {
        id = idOrName;
        if (idOrName == ItemText.None)
        {
            return CampaignErrors.Missing();
        }

        if (GraphId.IsId(idOrName))
        {
            return null;
        }

        MessageCampaign[] campaigns = List(cmdlet, client);
        MessageCampaign[] named = Named(StringComparison.Ordinal);
        if (named.Length == 0)
        {
            named = Named(names);
        }

        if (named.Length != 1)
        {
            return named.Length == 0 ? CampaignErrors.NotFound(idOrName) : CampaignErrors.Ambiguous(named[0].Name, named.Select(static campaign => campaign.Id));
        }

        cmdlet.WriteVerbose($"The campaign '{named[0].Name}' has the ID {named[0].Id}.");
        id = named[0].Id;
        return null;

        MessageCampaign[] Named(StringComparison comparison) => [.. campaigns.Where(campaign => string.Equals(campaign.Name, idOrName, comparison))];
    }

    private static MessageCampaign[] List(PipelineCmdlet cmdlet, GraphClient client)
    {
        try
        {
            MessageCampaign[] campaigns = cmdlet.Await(token => ReadAsync(client, token));
            Array.ForEach(campaigns, SeenObjects.Campaigns.Add);
            return campaigns;
        }
        catch (GraphException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(client.Account.AdAccountId));
            throw;
        }
    }

    private static async Task<MessageCampaign[]> ReadAsync(GraphClient client, CancellationToken cancellationToken)
    {
        var campaigns = new List<MessageCampaign>();
        await foreach (MessageCampaign campaign in new MessageCampaignClient(client).ListAsync(cancellationToken))
        {
            campaigns.Add(campaign);
        }

        return [.. campaigns];
    }
}
