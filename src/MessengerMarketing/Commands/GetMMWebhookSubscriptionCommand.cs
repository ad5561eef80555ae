using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Commands;

/// <summary>Lists the apps that receive the Page's webhooks, with the fields of each.</summary>
[Cmdlet(VerbsCommon.Get, "MMWebhookSubscription")]
[OutputType(typeof(WebhookSubscription))]
public sealed class GetMMWebhookSubscriptionCommand : GraphCmdlet
{
    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!RefuseItem(InputObject))
        {
            ForEach(CurrentContext.PageId, new WebhookSubscriptionClient(Client).ListAsync(Cancellation), subscription => WriteObject(subscription));
        }
    }
}
