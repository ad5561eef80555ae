using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Webhooks.Subscriptions;

namespace MessengerMarketing.Commands;

/// <summary>
/// Subscribes the app, to which the Page token belongs, to the Page's webhooks. Where they are sent to, and the verify token, are set in the
/// app dashboard, where the app itself has to be subscribed to the same fields.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "MMWebhook", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(WebhookSubscription))]
public sealed class RegisterMMWebhookCommand : GraphCmdlet
{
    /// <summary>The webhook fields: opt-ins, the upload status and messages by default. Name all that are wanted: Meta does not say that earlier ones stay.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(WebhookFieldCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[a-z0-9_]+$")]
    public string[] Field { get; set; } = [.. WebhookFields.Default];

    /// <summary>Writes the Page's subscriptions as they are afterwards, as Get-MMWebhookSubscription does.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        string page = Account.PageId;
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
