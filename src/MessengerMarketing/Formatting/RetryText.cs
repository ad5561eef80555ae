using System.Globalization;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Formatting;

/// <summary>The text of a retry.</summary>
internal static class RetryText
{
    public static string Format(GraphRetry retry) => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: attempt {1}{2} failed ({3}); trying again in {4:0.#} s.",
        retry.Operation,
        retry.Attempt,
        retry.MaxAttempts is { } max ? $" of {max}" : string.Empty,
        retry.Reason.TrimEnd('.'),
        retry.Delay.TotalSeconds);
}
