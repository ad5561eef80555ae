using System.Globalization;

namespace MessengerMarketing.Uploads;

/// <summary>An entry that the Graph API called invalid.</summary>
/// <param name="Row">Number of the row in the list, from 1; null when the answer does not name a row of the batch.</param>
/// <param name="Reason">The Graph API's word for what is wrong, without any value.</param>
public sealed record InvalidSample(long? Row, string Reason)
{
    /// <returns>Row and reason: <c>row 12: email</c>.</returns>
    public override string ToString() => Row is { } row ? string.Format(CultureInfo.InvariantCulture, "row {0}: {1}", row, Reason) : Reason;
}
