using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Deletes message campaigns. Meta cannot restore them.</summary>
[Cmdlet(VerbsCommon.Remove, "MMMessageCampaign", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMMMessageCampaignCommand : GraphCmdlet
{
    /// <summary>The campaigns: IDs, exact names (case-sensitive), or objects from Get-MMMessageCampaign.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CampaignId")]
    [CampaignTransformation]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var campaigns = new MessageCampaignClient(Client);
        foreach (string idOrName in Id)
        {
            // A deletion cannot be undone, so the name must match exactly.
            if (CampaignReference.TryResolve(this, Client, idOrName, StringComparison.Ordinal, out string id)
                && ShouldProcess(CampaignReference.Format(id), "Delete")
                && TryAwait(
                    id,
                    async token =>
                    {
                        await campaigns.DeleteAsync(id, token);
                        return true;
                    },
                    out _))
            {
                SeenObjects.Campaigns.Remove(id);
            }
        }
    }
}
