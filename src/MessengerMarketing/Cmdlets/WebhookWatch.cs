using System;
using System.IO;
using System.Net;
using System.Threading;
using MessengerMarketing.Errors;
using MessengerMarketing.Webhooks.Inbox;
using MessengerMarketing.Webhooks.Receiving;

namespace MessengerMarketing.Cmdlets;

/// <summary>Runs a receiver for a cmdlet: writes its notices to the streams of the cmdlet, and ends the cmdlet if the receiver fails.</summary>
internal sealed class WebhookWatch(PipelineCmdlet cmdlet, string? inboxPath) : IDisposable
{
    private readonly WebhookNotices _notices = new(cmdlet, inboxPath);
    private WebhookReceiver? _receiver;

    /// <summary>Opens the inbox and the port.</summary>
    public void Start(WebhookReceiverOptions options)
    {
        try
        {
            _receiver = WebhookReceiver.Start(options with { OnNotice = _notices.Add });
            WriteStartup(_receiver, options);
        }
        catch (InboxInUseException exception)
        {
            cmdlet.ThrowTerminatingError(WebhookErrors.InboxInUse(exception, inboxPath!));
        }
        catch (IOException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(inboxPath!));
        }
        catch (UnauthorizedAccessException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(inboxPath!));
        }
        catch (InvalidOperationException exception)
        {
            cmdlet.ThrowTerminatingError(WebhookErrors.PortTaken(exception, options.Port));
        }
    }

    /// <summary>Waits for the next event. Returns null if the token is canceled.</summary>
    public ReceivedEvent? Next(CancellationToken end)
    {
        WriteNotices();
        if (end.IsCancellationRequested)
        {
            cmdlet.Cancellation.ThrowIfCancellationRequested();
            return null;
        }

        try
        {
            return _receiver!.TryNext(out ReceivedEvent? next) ? next : cmdlet.Await(_ => _receiver!.NextAsync(end));
        }
        catch (OperationCanceledException) when (!cmdlet.Cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException exception)
        {
            cmdlet.ThrowTerminatingError(WebhookErrors.InboxNotWritten(exception, inboxPath));
            throw;
        }
    }

    /// <summary>Records that an event was written.</summary>
    public void Confirm(ReceivedEvent next)
    {
        try
        {
            _receiver!.Confirm(next);
        }
        catch (IOException exception)
        {
            cmdlet.ThrowTerminatingError(WebhookErrors.InboxNotWritten(exception, inboxPath));
        }
    }

    /// <summary>Writes what the receiver reported.</summary>
    public void WriteNotices()
    {
        cmdlet.WritePosted();
        _notices.WriteDropped();
    }

    /// <inheritdoc/>
    public void Dispose() => _receiver?.Dispose();

    private void WriteStartup(WebhookReceiver receiver, WebhookReceiverOptions options)
    {
        cmdlet.WriteVerbose($"Listening on {receiver.Address}, {(inboxPath is null ? "keeping deliveries in memory" : $"keeping deliveries in '{inboxPath}'")}.");
        if (options.VerifyToken is null)
        {
            cmdlet.WriteWarning("Without -VerifyToken, every handshake is refused, so Meta cannot verify this address in the app dashboard. Deliveries to an address that is already verified are accepted.");
        }

        if (!IPAddress.IsLoopback(options.Address))
        {
            cmdlet.WriteWarning("The receiver uses HTTP without TLS, and listens on an address other than loopback. Put a reverse proxy with TLS in front of it. Otherwise, others on the network can read the deliveries.");
        }

        if (receiver.SkipsEvents)
        {
            cmdlet.WriteWarning("The inbox contains events that were not processed. They are skipped, and cannot be returned later after a newer event is processed. To return them first, use -Resume.");
        }

        if (receiver.IsPositionLost)
        {
            cmdlet.WriteWarning("The inbox's position is missing, damaged, or belongs to another inbox, so it is not known which events were processed. All events are returned again.");
        }

        if (receiver.WasOpenToOthers)
        {
            cmdlet.WriteWarning($"Other users had access to the inbox '{inboxPath}'. Now only its owner has.");
        }
    }
}
