using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Commands;

/// <summary>Lists the apps that the Page's webhooks are sent to, with the fields of each.</summary>
[Cmdlet(VerbsCommon.Get, "MMWebhookSubscription")]
[OutputType(typeof(WebhookSubscription))]
public sealed class GetMMWebhookSubscriptionCommand : GraphCmdlet
{
    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!RefuseItem(InputObject))
        {
            ForEach(Account.PageId, new WebhookSubscriptionClient(Client).ListAsync(Cancellation), subscription => WriteObject(subscription));
        }
    }
}
