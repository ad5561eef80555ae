using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Ads;

/// <summary>An ad could not be made whole. What had been made before the step that failed was deleted again, where that was possible.</summary>
public sealed class ClickToMessengerAdException : Exception
{
    internal ClickToMessengerAdException(AdStep step, GraphException cause, IReadOnlyList<string> deleted, IReadOnlyList<string> leftBehind)
        : base(Compose(step, cause, deleted, leftBehind), cause)
    {
        Step = step;
        Cause = cause;
        Deleted = deleted;
        LeftBehind = leftBehind;
    }

    /// <summary>What could not be made.</summary>
    public AdStep Step { get; }

    /// <summary>Why.</summary>
    public GraphException Cause { get; }

    /// <summary>What was made and deleted again, such as <c>AdSet 1234</c>.</summary>
    public IReadOnlyList<string> Deleted { get; }

    /// <summary>What was made and could not be deleted.</summary>
    public IReadOnlyList<string> LeftBehind { get; }

    private static string Compose(AdStep step, GraphException cause, IReadOnlyList<string> deleted, IReadOnlyList<string> leftBehind)
    {
        var parts = new[]
        {
            string.Format(CultureInfo.InvariantCulture, "The ad was not made: its {0} failed. {1}", Word(step), cause.Message),
            deleted.Count > 0 ? $"Deleted again: {string.Join(", ", deleted)}." : null,
            leftBehind.Count > 0 ? $"Could not be deleted, so please do in Ads Manager: {string.Join(", ", leftBehind)}." : null,
        };
        return string.Join(" ", parts.Where(static part => part is not null));
    }

    private static string Word(AdStep step) => step switch
    {
        AdStep.Campaign => "campaign",
        AdStep.AdSet => "ad set",
        AdStep.Creative => "creative",
        _ => "ad",
    };
}
