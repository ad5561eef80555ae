using System;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves an ID or an exact name to a message campaign.</summary>
internal static class CampaignReference
{
    private static readonly NamedObjects<MessageCampaign> Campaigns = new("campaign", SeenObjects.Campaigns, static (client, token) => new MessageCampaignClient(client).ListAsync(token))
    {
        Missing = CampaignErrors.Missing,
        Unknown = static (name, _) => CampaignErrors.NotFound(name),
        Ambiguous = CampaignErrors.Ambiguous,
    };

    /// <inheritdoc cref="NamedObjects{T}.Resolve"/>
    public static string Resolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName) => Campaigns.Resolve(cmdlet, client, idOrName);

    /// <inheritdoc cref="NamedObjects{T}.TryResolve"/>
    public static bool TryResolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName, StringComparison names, out string id)
        => Campaigns.TryResolve(cmdlet, client, idOrName, names, out id);

    /// <inheritdoc cref="NamedObjects{T}.FindName"/>
    public static string? FindName(string id) => Campaigns.FindName(id);

    /// <summary>Returns the ID of a campaign for a prompt, with its name if the runspace has seen it.</summary>
    public static string Format(string id) => FindName(id) is { } name ? $"message campaign {id} '{name}'" : $"message campaign {id}";
}
