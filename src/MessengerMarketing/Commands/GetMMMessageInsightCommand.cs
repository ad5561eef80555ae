using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Returns the performance and the cost of message campaigns.</summary>
[Cmdlet(VerbsCommon.Get, "MMMessageInsight")]
[OutputType(typeof(MessageInsight))]
public sealed class GetMMMessageInsightCommand : GraphCmdlet
{
    /// <summary>The campaigns: IDs, exact names, or objects from Get-MMMessageCampaign.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CampaignId")]
    [CampaignTransformation]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>First day, in the ad account's time zone. Without -Since and -Until, the whole duration of the campaign.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Last day, in the ad account's time zone. The default is today.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var insights = new MessageInsightClient(Client);
        foreach (string idOrName in Id)
        {
            if (CampaignReference.TryResolve(this, Client, idOrName, StringComparison.OrdinalIgnoreCase, out string id)
                && TryAwait(id, token => insights.GetInsightAsync(id, Since, Until, token), out MessageInsight? insight))
            {
                WriteObject(insight! with { CampaignName = CampaignReference.FindName(id) });
            }
        }
    }
}
