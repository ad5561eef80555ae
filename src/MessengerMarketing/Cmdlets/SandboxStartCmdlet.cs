using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters of a sandbox for webhooks and messages.</summary>
public abstract class SandboxStartCmdlet : SafeTextCmdlet
{
    /// <summary>Address that webhooks are delivered to: http or https on loopback, such as the address of Watch-MMWebhook. By default, no webhooks are
    /// delivered.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? WebhookUri { get; set; }

    /// <summary>Verify token for the handshake. By default, the sandbox creates one, which its VerifyToken property contains.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? VerifyToken { get; set; }

    /// <summary>Webhook fields that the app is subscribed to from the start. By default none, because Register-MMWebhook subscribes to them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WebhookFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] WebhookField { get; set; } = [];

    /// <summary>How often each webhook is repeated. Meta sometimes repeats webhooks.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int DuplicateDelivery { get; set; }

    /// <summary>Shape of the upload-status webhook: flat, as in Meta's guide, or in the envelope of a Page or an ad account.</summary>
    [Parameter]
    public UploadStatusShape UploadStatusShape { get; set; }

    /// <summary>Seconds from an upload until its status is sent. Meta needs up to 24 hours.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int UploadStatusDelaySec { get; set; }

    /// <summary>Responds to opt-in requests with the IDs in a recipient object, as in Meta's guide, instead of at the top level, as in recorded
    /// responses.</summary>
    [Parameter]
    public SwitchParameter NestOptInResponse { get; set; }

    /// <summary>Seconds until a new message campaign can send. Meta needs at least an hour.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int CampaignReadyAfterSec { get; set; }

    /// <summary>Shares of marketing messages, 0 to 1: Delivered (1 by default), Read, Clicked, Failed, Capped. Example: @{ Read = 0.6; Clicked = 0.1
    /// }.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable MessageRate { get; set; } = [];

    /// <summary>Seconds from sending a marketing message until it is delivered, then until it is read, and then until it is clicked.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MessageDelaySec { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Creates the options of a sandbox from the parameters of this class.</summary>
    /// <exception cref="ArgumentException">A name is not a result of a message, or its value is not a share.</exception>
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
