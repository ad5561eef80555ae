using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that starts a sandbox: what the sandbox sends to others, and what happens to messages.</summary>
public abstract class SandboxStartCmdlet : SafeTextCmdlet
{
    /// <summary>Where webhooks are delivered: an http or https address on loopback, as that of Watch-MMWebhook. Nowhere by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? WebhookUri { get; set; }

    /// <summary>What the receiver expects in the handshake; made up by default, and then found in the sandbox's VerifyToken.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? VerifyToken { get; set; }

    /// <summary>Webhook fields that the app is subscribed to from the start; none by default, as Register-MMWebhook subscribes to them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WebhookFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] WebhookField { get; set; } = [];

    /// <summary>How often each webhook is repeated, as Meta's sometimes are.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int DuplicateDelivery { get; set; }

    /// <summary>Shape of the upload-status webhook: flat as the seed document prints it, or in the envelope of a Page or an ad account.</summary>
    [Parameter]
    public UploadStatusShape UploadStatusShape { get; set; }

    /// <summary>Seconds from an upload until its status is posted; Meta takes up to 24 hours.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int UploadStatusDelaySec { get; set; }

    /// <summary>Answers opt-in requests with the ids in a recipient, as Meta's guide prints it, instead of side by side as in recorded traffic.</summary>
    [Parameter]
    public SwitchParameter NestOptInResponse { get; set; }

    /// <summary>Seconds until a new message campaign can send; Meta takes an hour at least.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int CampaignReadyAfterSec { get; set; }

    /// <summary>Shares of marketing messages, 0 to 1: Delivered (1 by default), Read, Clicked, Failed, Capped. As @{ Read = 0.6; Clicked = 0.1 }.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable MessageRate { get; set; } = [];

    /// <summary>Seconds from sending a marketing message until it is delivered, then until it is read, and then until it is clicked.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MessageDelaySec { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Creates the options of a sandbox, with only what this class has parameters for.</summary>
    /// <exception cref="ArgumentException">A name is no result of a message, or its value is no share.</exception>
    private protected SandboxOptions CreateOptions() => new()
    {
        WebhookUri = WebhookUri,
        VerifyToken = SandboxInstance.Unprotect(VerifyToken),
        WebhookFields = WebhookField,
        WebhookDuplicates = DuplicateDelivery,
        UploadStatusShape = UploadStatusShape,
        UploadStatusDelay = TimeSpan.FromSeconds(UploadStatusDelaySec),
        NestOptInResponse = NestOptInResponse,
        CampaignReadyAfter = TimeSpan.FromSeconds(CampaignReadyAfterSec),
        MessageRates = SandboxFaults.ReadMessageRates(MessageRate),
        MessageDelay = TimeSpan.FromSeconds(MessageDelaySec),
    };
}
