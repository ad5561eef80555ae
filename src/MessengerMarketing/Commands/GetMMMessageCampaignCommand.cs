using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Lists the ad account's message campaigns, or returns those with the specified IDs or names.</summary>
[Cmdlet(VerbsCommon.Get, "MMMessageCampaign", DefaultParameterSetName = NameSet)]
[OutputType(typeof(MessageCampaign))]
public sealed class GetMMMessageCampaignCommand : GraphCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    /// <summary>Names. Wildcards are supported. IDs and campaign objects are accepted too.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [CampaignTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set => field = this.Bind(value); }

    /// <summary>IDs, exact names, or campaign objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CampaignId")]
    [CampaignTransformation]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string[]? Id { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var campaigns = new MessageCampaignClient(Client);
        if (Id is null)
        {
            List(campaigns);
            return;
        }

        foreach (string idOrName in Id)
        {
            if (CampaignReference.TryResolve(this, Client, idOrName, StringComparison.OrdinalIgnoreCase, out string id)
                && TryAwait(id, token => campaigns.GetAsync(id, token), out MessageCampaign? campaign))
            {
                SeenObjects.Campaigns.Add(campaign!);
                WriteObject(campaign);
            }
        }
    }

    private void List(MessageCampaignClient campaigns)
    {
        WildcardPattern[]? patterns = Name?.Select(static name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        ForEach(CurrentContext.AdAccountId, campaigns.ListAsync(Cancellation), campaign =>
        {
            SeenObjects.Campaigns.Add(campaign);
            if (patterns is null || patterns.Any(pattern => pattern.IsMatch(campaign.Name) || pattern.IsMatch(campaign.Id)))
            {
                found.Add(campaign.Name);
                found.Add(campaign.Id);
                WriteObject(campaign);
            }
        });

        foreach (string missing in (Name ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !found.Contains(name)))
        {
            WriteError(missing == ItemText.None ? CampaignErrors.Missing() : CampaignErrors.NotFound(missing));
        }
    }
}
