using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Waits until uploaded batches are matched, and writes the status of each as soon as it is known: from upload-status webhooks in the inbox of another
/// process, or, without an inbox, by polling the status of the audience. Matching usually takes up to 24 hours.</summary>
[Cmdlet(VerbsLifecycle.Wait, "MMAudienceUpload", DefaultParameterSetName = PollSet)]
[OutputType(typeof(AudienceUploadStatus))]
public sealed class WaitMMAudienceUploadCommand : GraphCmdlet
{
    private const string PollSet = "Poll";
    private const string InboxSet = "Inbox";

    private readonly MatchingMonitor _monitor;
    private UploadStatusWaiter? _waiter;
    private long _items;

    /// <summary>Creates a cmdlet without receipts.</summary>
    public WaitMMAudienceUploadCommand() => _monitor = new MatchingMonitor(this);

    /// <summary>Receipts of Add-MMAudienceUser.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Receipt")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The inbox of a watcher. It can be created later.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InboxSet)]
    [ValidateNotNullOrEmpty]
    public string? InboxPath { get; set => field = this.Bind(value); }

    /// <summary>Seconds between two status queries.</summary>
    [Parameter(ParameterSetName = PollSet)]
    [ValidateRange(1, 86_400)]
    public int PollIntervalSec { get; set => field = this.Bind(value); } = 60;

    /// <summary>Seconds to wait after the last receipt. The default is one day.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    public int TimeoutSec { get; set; } = 86_400;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        if (InboxPath is null)
        {
            _waiter = UploadStatusWaiter.FromAudience(Client, TimeSpan.FromSeconds(PollIntervalSec), timeout, Cancellation);
            return;
        }

        string inbox = SessionState.Path.GetUnresolvedProviderPathFromPSPath(InboxPath);
        if (!Directory.Exists(Path.GetDirectoryName(inbox)))
        {
            ThrowTerminatingError(FileErrors.NoFileMatches(InboxPath));
        }

        _waiter = UploadStatusWaiter.FromInbox(inbox, timeout, Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
        {
            _items++;
            if (DeserializedObject.Restore(item) is BatchReceipt receipt)
            {
                _monitor.Expect();
                _waiter!.Add(receipt);
            }
            else
            {
                WriteError(ItemErrors.NotAReceipt(_items));
            }
        }

        TakeNews();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _waiter!.Complete();
        _monitor.ShowProgress();
        try
        {
            while (Await(token => _waiter.Updates.WaitToReadAsync(token).AsTask()))
            {
                TakeNews();
            }
        }
        catch (GraphException exception)
        {
            ThrowTerminatingError(exception.ToRecord(null));
        }
        catch (IOException exception)
        {
            ThrowTerminatingError(exception.ToRecord(InboxPath!));
        }
        catch (UnauthorizedAccessException exception)
        {
            ThrowTerminatingError(exception.ToRecord(InboxPath!));
        }

        _monitor.Conclude(hasInbox: InboxPath is not null);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _waiter?.Dispose();
        }
    }

    private void TakeNews()
    {
        WritePosted();
        while (_waiter!.Updates.TryRead(out UploadStatusUpdate? news))
        {
            if (news.Error is { } error)
            {
                WriteError(error.ToRecord(null));
            }

            if (news.Status is { } status)
            {
                _monitor.Add(status);
                WriteObject(status);
            }
        }
    }
}
