using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Starts a Graph API of one's own on the loopback address, to try and test scripts against without a Meta account.</summary>
[Cmdlet(VerbsLifecycle.Start, "MMSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxInstance))]
public sealed class StartMMSandboxCommand : SafeTextCmdlet
{
    /// <summary>Port to listen on; a free one by default.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Share of the people who are found, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MatchRate { get; set; } = 0.5;

    /// <summary>Share of the calls that fail for a passing reason, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double FailureRate { get; set; }

    /// <summary>
    /// Shares of the calls, 0 to 1, that go wrong on the way: DroppedBefore and DroppedAfter (the call was carried out), Truncated (the
    /// answer ends in its middle), HtmlBefore and HtmlAfter (a web page under 502 or 503), Slow. As @{ DroppedAfter = 0.02; Slow = 0.1 }.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable FaultRate { get; set; } = [];

    /// <summary>Milliseconds added to slow responses.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int SlowLatencyMs { get; set; } = 2000;

    /// <summary>Every how many uploads or removals one is carried out twice, as when a proxy repeats a request; 0 for never.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DuplicateEvery { get; set; }

    /// <summary>Calls of the ad account that are let through in each window of -ThrottleWindowSec; 0 for any number.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleAfter { get; set; }

    /// <summary>Seconds of a window in which -ThrottleAfter counts.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int ThrottleWindowSec { get; set; } = 60;

    /// <summary>Seconds that the sandbox's clock is ahead of the real one, or behind it when negative.</summary>
    [Parameter]
    [Alias("ClockSkewSec")]
    [ValidateRange(-315_360_000, 315_360_000)]
    public int ClockOffsetSec { get; set; }

    /// <summary>Every how many calls one is throttled; 0 for never.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleEvery { get; set; }

    /// <summary>Milliseconds added to each response.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int LatencyMs { get; set; }

    /// <summary>Makes the random failures the same in each run.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>
    /// What goes wrong with the first calls, one after the other: Graph error codes (80003, 190/463), Throttled, EmptyServerError,
    /// HtmlErrorPage, DroppedBeforeProcessing, DroppedAfterProcessing, Truncated, TruncatedChunks. Behind each may stand the calls that it
    /// waits for: 80003 at POST /users.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxFaultCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? NextError { get; set; }

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        try
        {
            SandboxFault[] faults = SandboxFaults.Parse(NextError ?? []);
            if (!ShouldProcess(Port == 0 ? "a free loopback port" : $"loopback port {Port}", "Start a sandbox"))
            {
                return;
            }

            SandboxServer server = SandboxServer.Start(new SandboxOptions
            {
                Port = Port,
                ReadRow = SandboxInstance.ReadRow,
                MatchRate = MatchRate,
                FailureRate = FailureRate,
                ThrottleEvery = ThrottleEvery,
                Latency = TimeSpan.FromMilliseconds(LatencyMs),
                FaultRates = SandboxFaults.ReadRates(FaultRate),
                SlowLatency = TimeSpan.FromMilliseconds(SlowLatencyMs),
                DuplicateEvery = DuplicateEvery,
                ThrottleAfter = ThrottleAfter,
                ThrottleWindow = TimeSpan.FromSeconds(ThrottleWindowSec),
                ClockOffset = TimeSpan.FromSeconds(ClockOffsetSec),
                Seed = Seed,
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
            });
            server.FailNext(faults);
            var sandbox = new SandboxInstance(server);
            SandboxRegistry.Add(sandbox);
            WriteObject(sandbox);
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(error.ToRecord());
        }
        catch (InvalidOperationException error)
        {
            ThrowTerminatingError(WebhookErrors.PortTaken(error, Port));
        }
    }
}
