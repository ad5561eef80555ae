using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Commands;

/// <summary>Subscribes the app of the Page token to the Page's webhooks. The address and the verify token are set in the app dashboard, where the app must be
/// subscribed to the same fields.</summary>
[Cmdlet(VerbsLifecycle.Register, "MMWebhook", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(WebhookSubscription))]
public sealed class RegisterMMWebhookCommand : GraphCmdlet
{
    /// <summary>The webhook fields. The default is all fields for which the module has events. Specify all fields that you need, because Meta does not document
    /// whether earlier fields remain subscribed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(WebhookFieldCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[a-z0-9_]+$")]
    public string[] Field { get; set; } = [.. WebhookFields.Default];

    /// <summary>Writes the Page's subscriptions after the change, as Get-MMWebhookSubscription does.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        string page = CurrentContext.PageId;
        if (!ShouldProcess($"Page {page}", $"Subscribe to {string.Join(", ", Field)}"))
        {
            return;
        }

        var subscriptions = new WebhookSubscriptionClient(Client);
        AwaitOrThrow(page, async token =>
        {
            await subscriptions.RegisterAsync([.. Field.Distinct()], token);
            return true;
        });
        if (PassThru)
        {
            ForEach(page, subscriptions.ListAsync(Cancellation), subscription => WriteObject(subscription));
        }
    }
}
