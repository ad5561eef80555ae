namespace MessengerMarketing.Sandbox.State;

/// <summary>The bounds of an audience's size in the Graph API.</summary>
/// <param name="Lower">Lower bound; -1 when the size is not known yet.</param>
/// <param name="Upper">Upper bound; -1 when the size is not known yet.</param>
internal sealed record ApproximateCount(long Lower, long Upper)
{
    private const int SmallestShown = 100;

    /// <summary>
    /// Creates bounds 2% below and above the size, rounded to a twentieth of its order of magnitude: 5,000 people give 4,900 and 5,100, as in
    /// Meta's sample. Fewer than 100 people always give 0 and 99, so that the size of a small audience is not disclosed.
    /// </summary>
    /// <param name="matched">Number of matched people.</param>
    /// <param name="hasContent">Whether anything was ever uploaded.</param>
    public static ApproximateCount FromMatches(long matched, bool hasContent)
    {
        if (!hasContent)
        {
            return new ApproximateCount(-1, -1);
        }

        if (matched < SmallestShown)
        {
            return new ApproximateCount(0, SmallestShown - 1);
        }

        long magnitude = SmallestShown;
        while (matched / magnitude >= 10)
        {
            magnitude *= 10;
        }

        long step = magnitude / 20;
        long margin = matched / 50;
        long lower = (matched - margin) / step * step;
        long upper = (matched + margin + step - 1) / step * step;
        return new ApproximateCount(lower < SmallestShown ? SmallestShown : lower, upper);
    }
}
