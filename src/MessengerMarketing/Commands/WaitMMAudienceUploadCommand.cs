using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>
/// Waits until uploaded batches are matched, and writes the status of each as soon as it is known: by upload-status webhooks from the inbox of a
/// Watch-MMWebhook that runs elsewhere, or, without an inbox, by asking for the audience's status. Matching usually takes up to 24 hours.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "MMAudienceUpload", DefaultParameterSetName = PollSet)]
[OutputType(typeof(AudienceUploadStatus))]
public sealed class WaitMMAudienceUploadCommand : GraphCmdlet
{
    private const string PollSet = "Poll";
    private const string InboxSet = "Inbox";
    private const int MinMatches = 100;

    private readonly Dictionary<string, AudienceUploadStatus> _latest = new(StringComparer.Ordinal);
    private UploadStatusWaiter? _waiter;
    private long _items;
    private int _batches;
    private int _told;
    private int _timedOut;

    /// <summary>Receipts of Add-MMAudienceUser.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Receipt")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The inbox of a watcher. It may come to be later.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InboxSet)]
    [ValidateNotNullOrEmpty]
    public string? InboxPath { get; set => field = this.Bind(value); }

    /// <summary>Seconds between two requests for an audience's status.</summary>
    [Parameter(ParameterSetName = PollSet)]
    [ValidateRange(1, 86_400)]
    public int PollIntervalSec { get; set => field = this.Bind(value); } = 60;

    /// <summary>Seconds to wait after the last receipt; a day by default.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    public int TimeoutSec { get; set; } = 86_400;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        TimeSpan timeout = TimeSpan.FromSeconds(TimeoutSec);
        if (InboxPath is null)
        {
            _waiter = UploadStatusWaiter.FromAudience(new AudienceClient(Client), TimeSpan.FromSeconds(PollIntervalSec), timeout, Cancellation);
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
                _batches++;
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
        ShowProgress();
        try
        {
            while (Await(token => _waiter.Updates.WaitToReadAsync(token).AsTask()))
            {
                TakeNews();
            }
        }
        catch (GraphException error)
        {
            ThrowTerminatingError(error.ToRecord(null));
        }
        catch (IOException error)
        {
            ThrowTerminatingError(error.ToRecord(InboxPath!));
        }
        catch (UnauthorizedAccessException error)
        {
            ThrowTerminatingError(error.ToRecord(InboxPath!));
        }

        WriteProgress(new ProgressRecord(1, "Matching", "Done") { RecordType = ProgressRecordType.Completed });
        Conclude();
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
                _told++;
                _timedOut += status.StatusValue == AudienceUploadState.TimedOut ? 1 : 0;
                if (status.UpperBound is not null || status.LowerBound is not null)
                {
                    _latest[status.AudienceId] = status;
                }

                ShowProgress();
                WriteObject(status);
            }
        }
    }

    private void ShowProgress() => WriteProgress(new ProgressRecord(1, "Matching", string.Format(
        CultureInfo.InvariantCulture, "{0} of {1} batches told", _told, _batches))
    {
        PercentComplete = _batches == 0 ? -1 : Math.Min(100, _told * 100 / _batches),
    });

    private void Conclude()
    {
        foreach (AudienceUploadStatus status in _latest.Values)
        {
            if (status.UpperBound < MinMatches)
            {
                WriteWarning($"Fewer than {MinMatches} people matched in audience {status.AudienceId}: Meta hands out no subscription tokens for it until more do.");
            }
            else if (status.LowerBound < MinMatches)
            {
                WriteWarning($"Perhaps fewer than {MinMatches} people matched in audience {status.AudienceId}: below that Meta hands out no subscription tokens for it.");
            }
        }

        if (_timedOut > 0)
        {
            WriteError(UploadErrors.UploadStatusTimeout(_timedOut, InboxPath is null
                ? "Matching usually takes up to 24 hours; Get-MMAudience shows how the audience is."
                : "Matching usually takes up to 24 hours. Does Watch-MMWebhook run, and is the Page subscribed to marketing_messages_subscriber_upload_status?"));
        }
    }
}
