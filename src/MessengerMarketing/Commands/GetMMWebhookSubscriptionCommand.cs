using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Commands;

/// <summary>Lists the apps that the Page's webhooks are sent to, with the fields of each.</summary>
[Cmdlet(VerbsCommon.Get, "MMWebhookSubscription")]
[OutputType(typeof(WebhookSubscription))]
public sealed class GetMMWebhookSubscriptionCommand : GraphCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => ForEach(Account.PageId, new WebhookSubscriptionClient(Client).ListAsync(Cancellation), subscription => WriteObject(subscription));
}
