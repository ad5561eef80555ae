using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Formatting;

/// <summary>The progress of an upload: rows, rate, and, if the length of the list is known, the percentage and the remaining time. The host draws each record,
/// which is slow in Windows PowerShell, so not every small batch is shown.</summary>
internal sealed class ProgressLine(Cmdlet cmdlet)
{
    private const int BetweenMilliseconds = 250;

    private Stopwatch _clock = Stopwatch.StartNew();
    private int? _shownAt;
    private long? _bytes;
    private long _rowsBefore;
    private long _entered;
    private long _reached;
    private string _activity = string.Empty;

    /// <summary>Starts a list.</summary>
    /// <param name="bytes">Length of the file, or null if it is not known.</param>
    /// <param name="rowsBefore">Number of rows read from earlier lists.</param>
    public void Begin(long? bytes, long rowsBefore)
    {
        _clock = Stopwatch.StartNew();
        _rowsBefore = rowsBefore;
        _bytes = bytes;
        _entered = -1;
        _reached = 0;
    }

    /// <summary>Shows the progress, unless it was shown a moment ago.</summary>
    public void ShowSoon(UploadProgress progress)
    {
        Reach(progress.Offset);
        if (_shownAt is not { } shownAt || unchecked(Environment.TickCount - shownAt) >= BetweenMilliseconds)
        {
            string before = progress.RowsSkipped == 0 ? string.Empty : Text("; {0:N0} were done before", progress.RowsSkipped);
            string rate = _clock.Elapsed.TotalSeconds < 1 ? string.Empty : Text(", {0:N0} a second", (progress.RowsRead - _rowsBefore) / _clock.Elapsed.TotalSeconds);
            Show(progress.AudienceId, Text("{0:N0} rows read", progress.RowsRead) + rate + Text(", {0:N0} accepted", progress.RowsAccepted) + Text(", {0:N0} rejected", progress.RowsRejected) + before);
        }
    }

    /// <summary>Shows a text immediately.</summary>
    /// <param name="audienceId">The audience, or null if it is not known yet.</param>
    /// <param name="text">The text.</param>
    public void Show(string? audienceId, string text)
    {
        _shownAt = Environment.TickCount;
        _activity = $"Audience {audienceId}".TrimEnd();
        var record = new ProgressRecord(0, _activity, text);
        if (_bytes is { } bytes and > 0 && _reached > 0)
        {
            record.PercentComplete = (int)Math.Min(100, _reached * 100 / bytes);
            record.SecondsRemaining = SecondsRemaining(bytes);
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Removes the progress.</summary>
    public void Complete()
    {
        if (_shownAt is not null)
        {
            _shownAt = null;
            cmdlet.WriteProgress(new ProgressRecord(0, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Reach(long? offset)
    {
        _reached = Math.Max(_reached, offset ?? 0);
        if (_entered < 0)
        {
            // A resumed upload starts within its file. The part before took no time.
            _entered = _reached;
        }
    }

    /// <returns>-1 if it is not known.</returns>
    private int SecondsRemaining(long bytes)
    {
        long done = _reached - _entered;
        return done <= 0 ? -1 : (int)Math.Min(int.MaxValue, _clock.Elapsed.TotalSeconds / done * Math.Max(0, bytes - _reached));
    }

    private static string Text(string format, object value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
