using System.Globalization;

namespace MessengerMarketing.Uploads;

/// <summary>An entry that the Graph API reported as invalid.</summary>
/// <param name="Row">Number of the row in the list, from 1, or null if the response does not identify a row of the batch.</param>
/// <param name="Reason">The reason from the Graph API, without values.</param>
public sealed record InvalidSample(long? Row, string Reason)
{
    /// <returns>Row and reason: <c>row 12: email</c>.</returns>
    public override string ToString() => Row is { } row ? string.Format(CultureInfo.InvariantCulture, "row {0}: {1}", row, Reason) : Reason;
}
