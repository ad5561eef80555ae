using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Tracks the statuses of batches: progress while they arrive, and warnings at the end. Pipeline thread only.</summary>
internal sealed class MatchingMonitor(Cmdlet cmdlet)
{
    private const int ActivityId = 1;
    private const string Activity = "Matching";

    // Meta returns no subscription tokens for fewer people.
    private const int MinMatches = 100;

    private readonly Dictionary<string, AudienceUploadStatus> _latest = new(StringComparer.Ordinal);
    private int _batches;
    private int _known;
    private int _timedOut;
    private int _polled;
    private int _withoutMatches;

    /// <summary>Counts a batch whose status is expected.</summary>
    public void Expect() => _batches++;

    /// <summary>Counts a status, and shows progress.</summary>
    public void Add(AudienceUploadStatus status)
    {
        _known++;
        _timedOut += status.StatusValue == AudienceUploadState.TimedOut ? 1 : 0;
        if (status.SourceValue == UploadStatusSource.Poll && status.StatusValue == AudienceUploadState.Succeeded)
        {
            _polled++;
            _withoutMatches += status.Matched is null ? 1 : 0;
        }

        if (status.UpperBound is not null || status.LowerBound is not null)
        {
            _latest[status.AudienceId] = status;
        }

        ShowProgress();
    }

    public void ShowProgress() => cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, string.Format(
        CultureInfo.InvariantCulture, "{0} of {1} batches reported", _known, _batches))
    {
        PercentComplete = _batches == 0 ? -1 : Math.Min(100, _known * 100 / _batches),
    });

    /// <summary>Removes the progress, and writes the warnings.</summary>
    /// <param name="hasInbox">Whether the statuses came from an inbox.</param>
    public void Conclude(bool hasInbox)
    {
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        if (_withoutMatches > 0)
        {
            string batches = _withoutMatches == _polled ? _polled == 1 ? "the batch" : "the batches" : string.Format(CultureInfo.InvariantCulture, "{0} of {1} batches", _withoutMatches, _polled);
            HostMessage.Write(cmdlet, $"The Graph API did not return how many people of {batches} matched. The bounds apply to the whole audience.");
        }

        foreach (AudienceUploadStatus status in _latest.Values)
        {
            if (status.UpperBound < MinMatches)
            {
                cmdlet.WriteWarning($"Fewer than {MinMatches} people matched in audience {status.AudienceId}. Meta returns no subscription tokens for the audience until more people match.");
            }
            else if (status.LowerBound < MinMatches)
            {
                cmdlet.WriteWarning($"Fewer than {MinMatches} people may have matched in audience {status.AudienceId}. Meta returns no subscription tokens for an audience with fewer than {MinMatches} matched people.");
            }
        }

        if (_timedOut > 0)
        {
            cmdlet.WriteError(UploadErrors.UploadStatusTimeout(_timedOut, hasInbox
                ? "Matching usually takes up to 24 hours. Check that Watch-MMWebhook is running and that the app is subscribed to marketing_messages_subscriber_upload_status."
                : "Matching usually takes up to 24 hours. Get-MMAudience shows the status of the audience."));
        }
    }
}
