using System;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Receiving;

namespace MessengerMarketing.Commands;

/// <summary>
/// Receives webhooks over HTTP and writes their events, each once. With an inbox a delivery is on the disk before it is confirmed, so a slow
/// or ended pipeline loses nothing: -Resume goes on after the last event that was written. Without one, what has not been written when the
/// process ends is lost.
/// </summary>
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
    private WebhookReceiver? _receiver;
    private string? _inbox;
    private WebhookNotices? _notices;

    /// <summary>The port to listen on; 0 for a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>
    /// The address to listen on; 127.0.0.1 by default. The receiver speaks plain HTTP, and Meta calls https only: TLS belongs to a reverse
    /// proxy on this machine.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The path of the URL that Meta posts deliveries to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string UrlPath { get; set; } = "/";

    /// <summary>What Meta's handshake has to bring, as entered in the app dashboard.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? VerifyToken { get; set; }

    /// <summary>The file to keep deliveries in. It is made readable for its owner only, since it holds subscription tokens and messages.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InboxSet)]
    [ValidateNotNullOrEmpty]
    public string? InboxPath { get; set; }

    /// <summary>Begins with the events of the inbox that have not been written yet.</summary>
    [Parameter(ParameterSetName = InboxSet)]
    public SwitchParameter Resume { get; set; }

    /// <summary>Ends after so many events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>Ends after so many seconds.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    public int? TimeoutSec { get; set; }

    /// <summary>Largest body taken.</summary>
    [Parameter]
    [ValidateRange(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

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

        _inbox = InboxPath is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(InboxPath);
        _notices = new WebhookNotices(this, InboxPath);
        using WebhookReceiver receiver = _receiver = Start();
        WriteStartup(receiver);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        if (TimeoutSec is { } seconds)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        try
        {
            for (int written = 0; written < First && Next(receiver, end.Token) is { } next; written++)
            {
                WriteObject(next.Event);
                Confirm(receiver, next);
            }
        }
        finally
        {
            // Ctrl+C may end this thread's wait before it has come to the receiver's.
            end.Cancel();
        }

        WriteNotices();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _receiver?.Dispose();
            _verifyToken?.Dispose();
        }
    }

    private WebhookReceiver Start()
    {
        try
        {
            return WebhookReceiver.Start(new WebhookReceiverOptions
            {
                AppSecret = RequireAppSecret(),
                VerifyToken = _verifyToken = Wrap(VerifyToken, nameof(VerifyToken)),
                Address = Address,
                Port = Port,
                Path = UrlPath,
                MaxBodyBytes = MaxBodyBytes,
                InboxPath = _inbox,
                Resume = Resume,
                OnNotice = _notices!.Add,
            });
        }
        catch (InboxInUseException error)
        {
            ThrowTerminatingError(WebhookErrors.InboxInUse(error, InboxPath!));
            throw;
        }
        catch (IOException error)
        {
            ThrowTerminatingError(error.ToRecord(InboxPath!));
            throw;
        }
        catch (UnauthorizedAccessException error)
        {
            ThrowTerminatingError(error.ToRecord(InboxPath!));
            throw;
        }
        catch (InvalidOperationException error)
        {
            ThrowTerminatingError(WebhookErrors.PortTaken(error, Port));
            throw;
        }
    }

    private void WriteStartup(WebhookReceiver receiver)
    {
        WriteVerbose($"Listening on {receiver.Address}, {(InboxPath is null ? "keeping deliveries in memory" : $"keeping deliveries in '{InboxPath}'")}.");
        if (VerifyToken is null)
        {
            WriteWarning("Without -VerifyToken, every handshake is refused, so Meta cannot verify this address in the app dashboard. Deliveries to an address that is verified already are accepted.");
        }

        if (!IPAddress.IsLoopback(Address))
        {
            WriteWarning("The receiver speaks plain HTTP and listens on more than the loopback address. Put a reverse proxy with TLS in front of it; without one, others on the network can read the deliveries.");
        }

        if (receiver.SkipsEvents)
        {
            WriteWarning("According to its position, the inbox has events that were not written. They are skipped, and cannot be written later once a newer event is written. To write them first, use -Resume.");
        }

        if (receiver.IsPositionLost)
        {
            WriteWarning("The inbox's position is missing, damaged, or belongs to another inbox, so the module cannot know which events were written. It writes all of them again.");
        }

        if (receiver.WasOpenToOthers)
        {
            WriteWarning($"Other users had access to the inbox '{InboxPath}'. Now only its owner has.");
        }
    }

    private ReceivedEvent? Next(WebhookReceiver receiver, CancellationToken end)
    {
        WriteNotices();
        if (end.IsCancellationRequested)
        {
            Cancellation.ThrowIfCancellationRequested();
            return null;
        }

        try
        {
            return receiver.TryNext(out ReceivedEvent? next) ? next : Await(_ => receiver.NextAsync(end));
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException error)
        {
            ThrowTerminatingError(WebhookErrors.InboxNotWritten(error, InboxPath));
            throw;
        }
    }

    private void WriteNotices()
    {
        WritePosted();
        _notices!.WriteDropped();
    }

    private void Confirm(WebhookReceiver receiver, ReceivedEvent next)
    {
        try
        {
            receiver.Confirm(next);
        }
        catch (IOException error)
        {
            ThrowTerminatingError(WebhookErrors.InboxNotWritten(error, InboxPath));
        }
    }
}
