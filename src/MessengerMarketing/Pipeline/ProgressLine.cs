using System;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Audiences.Uploads;

namespace MessengerMarketing.Pipeline;

/// <summary>
/// An upload's progress. A host draws each record, Windows PowerShell's slowly, so small batches are not each worth one.
/// </summary>
internal sealed class ProgressLine(Cmdlet cmdlet)
{
    private const int BetweenMilliseconds = 250;

    private int? _shownAt;
    private string _activity = string.Empty;

    /// <summary>Shows how far the upload is, unless something was shown a moment ago.</summary>
    public void ShowSoon(string audienceId, UploadTally tally)
    {
        if (_shownAt is not { } shownAt || unchecked(Environment.TickCount - shownAt) >= BetweenMilliseconds)
        {
            string text = string.Format(
                CultureInfo.InvariantCulture, "{0:N0} rows read, {1:N0} accepted, {2:N0} rejected", tally.RowsRead, tally.RowsAccepted, tally.RowsRejected);
            Show(audienceId, tally.RowsSkipped == 0 ? text : string.Format(CultureInfo.InvariantCulture, "{0}; {1:N0} were done before", text, tally.RowsSkipped));
        }
    }

    /// <summary>Shows a text at once.</summary>
    public void Show(string audienceId, string text)
    {
        _shownAt = Environment.TickCount;
        _activity = $"Audience {audienceId}";
        cmdlet.WriteProgress(new ProgressRecord(0, _activity, text));
    }

    /// <summary>Takes the progress off the screen.</summary>
    public void Complete()
    {
        if (_shownAt is not null)
        {
            _shownAt = null;
            cmdlet.WriteProgress(new ProgressRecord(0, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
