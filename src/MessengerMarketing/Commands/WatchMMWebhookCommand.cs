using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Receiving;

namespace MessengerMarketing.Commands;

/// <summary>Receives webhooks over HTTP and writes each of their events once. With an inbox, a delivery is on the disk before it is confirmed, so no event is
/// lost if the pipeline is slow or ends: -Resume continues after the last event that was written. Without an inbox, events that have not been written are lost
/// when the process ends.</summary>
[Cmdlet(VerbsCommon.Watch, "MMWebhook", DefaultParameterSetName = MemorySet)]
[OutputType(typeof(UploadStatusEvent))]
[OutputType(typeof(OptInEvent))]
[OutputType(typeof(MessageEvent), typeof(PostbackEvent), typeof(ReferralEvent), typeof(ReactionEvent))]
[OutputType(typeof(CommentEvent), typeof(VisitorPostEvent))]
[OutputType(typeof(EchoEvent), typeof(DeliveredEvent), typeof(ReadEvent), typeof(ClickedEvent), typeof(FailedEvent))]
[OutputType(typeof(OtherEvent))]
public sealed class WatchMMWebhookCommand : WebhookCmdlet
{
    private const string MemorySet = "Memory";
    private const string InboxSet = "Inbox";

    private Secret? _verifyToken;
    private WebhookWatch? _watch;

    /// <summary>The port to listen on, or 0 for a free port.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>The address to listen on. The default is 127.0.0.1. The receiver uses HTTP without TLS, and Meta calls https addresses only, so TLS belongs to
    /// a reverse proxy on this machine.</summary>
    [Parameter]
    [ValidateNotNull]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The path of the URL that Meta posts deliveries to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string UrlPath { get; set; } = "/";

    /// <summary>The verify token of Meta's handshake, as entered in the app dashboard.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? VerifyToken { get; set; }

    /// <summary>The file to save deliveries in. Only its owner can read it, because it contains subscription tokens and messages.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InboxSet)]
    [ValidateNotNullOrEmpty]
    public string? InboxPath { get; set; }

    /// <summary>Begins with the events of the inbox that have not been written yet.</summary>
    [Parameter(ParameterSetName = InboxSet)]
    public SwitchParameter Resume { get; set; }

    /// <summary>Begins a new inbox file when the current file reaches this size. By default, the size is not limited.</summary>
    [Parameter(ParameterSetName = InboxSet)]
    [ValidateRange(1, 1_000_000)]
    public int? MaxInboxSizeMB { get; set; }

    /// <summary>Deletes inbox files whose deliveries are all older than this and whose events were all written. A new file is started each day.</summary>
    [Parameter(ParameterSetName = InboxSet)]
    [ValidateRange(1, 36_500)]
    public int? KeepDays { get; set; }

    /// <summary>Stops after this number of events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Stops after this number of seconds.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    public int? TimeoutSec { get; set; }

    /// <summary>Maximum size of a body.</summary>
    [Parameter]
    [ValidateRange(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

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

        _watch = new WebhookWatch(this, InboxPath);
        _watch.Start(CreateOptions());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        end.CancelAfter(TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);

        try
        {
            for (int written = 0; written < First && _watch.Next(end.Token) is { } next; written++)
            {
                WriteObject(next.Event);
                _watch.Confirm(next);
            }
        }
        finally
        {
            // Ctrl+C may end the wait of this thread before that of the receiver.
            end.Cancel();
        }

        _watch.WriteNotices();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _watch?.Dispose();
            _verifyToken?.Dispose();
        }
    }

    private WebhookReceiverOptions CreateOptions() => new()
    {
        AppSecret = RequireAppSecret(),
        VerifyToken = _verifyToken = Wrap(VerifyToken, nameof(VerifyToken)),
        Address = Address,
        Port = Port,
        Path = UrlPath,
        MaxBodyBytes = MaxBodyBytes,
        InboxPath = InboxPath is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(InboxPath),
        Resume = Resume,
        Retention = InboxRetention.Create(MaxInboxSizeMB, KeepDays),
    };
}
