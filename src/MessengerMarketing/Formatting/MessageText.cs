using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging.Sending;

namespace MessengerMarketing.Formatting;

/// <summary>Texts about a message to many subscribers.</summary>
internal static class MessageText
{
    /// <summary>How to continue after a run that ended early.</summary>
    public const string Resume = "Not all subscribers were sent the message. Fix the cause, then run the same command with the same -JournalPath. Nobody gets the message twice.";

    /// <summary>Returns the text of a wait for the campaign.</summary>
    public static string FormatWait(MessageWait wait) => string.Format(
        CultureInfo.InvariantCulture,
        wait.IsPreparation
            ? "The campaign is still being prepared ({0:0} minutes so far). The next attempt is in {1}."
            : "Meta paces the messages of the campaign ({0:0} minutes so far). The next attempt is in {1}.",
        wait.Elapsed.TotalMinutes,
        DurationText.Write(wait.Delay));

    /// <summary>Returns how many subscribers were skipped because of the journal, or null.</summary>
    public static string? FormatSkipped(MessageTally tally)
    {
        List<string> parts = [];
        if (tally.AlreadySent > 0)
        {
            parts.Add($"{Count(tally.AlreadySent)} of {Count(tally.Items)} subscribers already have the message and were skipped.");
        }

        if (tally.SkippedUnknown > 0)
        {
            parts.Add($"{Count(tally.SkippedUnknown)} of {Count(tally.Items)} subscribers may have the message, because an earlier run ended before the response, and were skipped. Use -RetryUnknown to send it to them; Meta rejects a second message within 12 hours.");
        }

        return parts.Count == 0 ? null : string.Join(" ", parts);
    }

    /// <summary>Returns the rejections by reason, with advice, or null if everything was accepted.</summary>
    /// <param name="tally">The counts.</param>
    /// <param name="advise">Finds the advice for an error.</param>
    public static string? FormatRejections(MessageTally tally, Func<GraphException, string> advise)
    {
        List<string> parts = [];
        if (tally.Rejected > 0)
        {
            parts.Add($"{Count(tally.Rejected)} of {Count(tally.Completed)} messages were not accepted.");
            parts.AddRange(tally.Rejections.Select(rejection => $"{Count(rejection.Count)} {rejection.ErrorId}: {advise(rejection.Example)}"));
        }

        if (tally.Unknown > 0)
        {
            parts.Add($"{Count(tally.Unknown)} of {Count(tally.Completed)} messages had no response, so they may have been sent.");
        }

        return parts.Count == 0 ? null : string.Join(" ", parts);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
