using System.Threading;
using MessengerMarketing.Errors;
using MessengerMarketing.Webhooks.Receiving;

namespace MessengerMarketing.Cmdlets;

/// <summary>Writes the notices of a receiver to the streams of its cmdlet. Anyone can send requests that are refused, so the number of refusals is limited
/// while the pipeline is busy. Errors have a separate limit, so that many refusals cannot displace them.</summary>
/// <param name="cmdlet">The cmdlet that writes them.</param>
/// <param name="inboxPath">The path of the inbox for errors, or null for an inbox in memory.</param>
internal sealed class WebhookNotices(PipelineCmdlet cmdlet, string? inboxPath)
{
    private const int MaxWaiting = 1000;

    private int _refusalsWaiting;
    private int _errorsWaiting;
    private long _refusalsDropped;
    private long _errorsDropped;
    private bool _warnedOfSignature;

    /// <summary>Adds a notice to be written. Thread-safe.</summary>
    public void Add(WebhookNotice notice)
    {
        if (notice.Kind is WebhookNoticeKind.NotKept or WebhookNoticeKind.Failed or WebhookNoticeKind.Unreadable or WebhookNoticeKind.InboxChanged)
        {
            Add(notice, ref _errorsWaiting, ref _errorsDropped);
        }
        else
        {
            Add(notice, ref _refusalsWaiting, ref _refusalsDropped);
        }
    }

    /// <summary>Writes how many notices were dropped since the last call. Pipeline thread only.</summary>
    public void WriteDropped()
    {
        if (Interlocked.Exchange(ref _errorsDropped, 0) is > 0 and long errors)
        {
            cmdlet.WriteWarning($"{errors:N0} more errors of the receiver were not written, because the pipeline was busy.");
        }

        if (Interlocked.Exchange(ref _refusalsDropped, 0) is > 0 and long refusals)
        {
            cmdlet.WriteVerbose($"{refusals:N0} more requests were refused while the pipeline was busy.");
        }
    }

    private void Add(WebhookNotice notice, ref int waiting, ref long dropped)
    {
        if (Interlocked.Increment(ref waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref waiting);
            Interlocked.Increment(ref dropped);
            return;
        }

        cmdlet.Post(() => Write(notice));
    }

    private void Write(WebhookNotice notice)
    {
        switch (notice.Kind)
        {
            case WebhookNoticeKind.NotKept:
                Interlocked.Decrement(ref _errorsWaiting);
                cmdlet.WriteError(WebhookErrors.InboxNotWritten(notice.Error!, inboxPath));
                break;
            case WebhookNoticeKind.Unreadable:
                Interlocked.Decrement(ref _errorsWaiting);
                cmdlet.WriteError(WebhookErrors.Unreadable(notice.Text, notice.Sequence));
                break;
            case WebhookNoticeKind.InboxChanged:
                Interlocked.Decrement(ref _errorsWaiting);
                cmdlet.WriteWarning(notice.Text);
                break;
            case WebhookNoticeKind.Failed:
                Interlocked.Decrement(ref _errorsWaiting);
                cmdlet.WriteError(WebhookErrors.ReceiverFailed(notice.Error!));
                break;
            case WebhookNoticeKind.SignatureRefused when !_warnedOfSignature:
                Interlocked.Decrement(ref _refusalsWaiting);
                _warnedOfSignature = true;
                cmdlet.WriteWarning(notice.Text + " Further refusals are written to the verbose stream only.");
                break;
            default:
                Interlocked.Decrement(ref _refusalsWaiting);
                cmdlet.WriteVerbose(notice.Text);
                break;
        }
    }
}
