using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Ads;

/// <summary>An ad could not be created. Objects that were created before the failed step were deleted, if possible.</summary>
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

    /// <summary>The step that failed.</summary>
    public AdStep Step { get; }

    /// <summary>The error of the failed step.</summary>
    public GraphException Cause { get; }

    /// <summary>Objects that were created and deleted again, such as <c>AdSet 1234</c>.</summary>
    public IReadOnlyList<string> Deleted { get; }

    /// <summary>Objects that were created and could not be deleted.</summary>
    public IReadOnlyList<string> LeftBehind { get; }

    private static string Compose(AdStep step, GraphException cause, IReadOnlyList<string> deleted, IReadOnlyList<string> leftBehind)
    {
        string?[] parts = new[]
        {
            string.Format(CultureInfo.InvariantCulture, "The ad was not created because its {0} failed. {1}", Word(step), cause.Message),
            deleted.Count > 0 ? $"Deleted: {string.Join(", ", deleted)}." : null,
            leftBehind.Count > 0 ? $"Not deleted: {string.Join(", ", leftBehind)}. Delete them in Ads Manager." : null,
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
