using System.Collections.Generic;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Changes the issues of one row, which are at the end of a list.</summary>
internal static class RowIssues
{
    /// <summary>Removes the issues of a key that got a value from another column.</summary>
    /// <param name="issues">The issues.</param>
    /// <param name="first">Index of the row's first issue.</param>
    /// <param name="key">The key.</param>
    public static void Forget(List<RowIssue> issues, int first, SchemaKey key)
    {
        for (int i = issues.Count - 1; i >= first; i--)
        {
            if (issues[i].Key == key)
            {
                issues.RemoveAt(i);
            }
        }
    }

    /// <summary>Keeps only the issues that prevent a row from being sent: invalid or missing identifiers, or an invalid or missing EXTERN_ID. Issues of other
    /// cells are removed.</summary>
    /// <param name="issues">The issues.</param>
    /// <param name="firstIssue">Index of the row's first issue.</param>
    /// <param name="number">Number of the row.</param>
    /// <param name="lacksExternalId">Whether the row lacks its EXTERN_ID. Otherwise it lacks an identifier.</param>
    public static void Reject(List<RowIssue> issues, int firstIssue, long number, bool lacksExternalId)
    {
        for (int i = issues.Count - 1; i >= firstIssue; i--)
        {
            if (issues[i].Key is { } key && (lacksExternalId ? key == SchemaKey.EXTERN_ID : key.IsIdentifier()))
            {
                issues[i] = issues[i] with { RowRejected = true };
            }
            else
            {
                issues.RemoveAt(i);
            }
        }

        if (issues.Count == firstIssue)
        {
            issues.Add(lacksExternalId
                ? new RowIssue(number, SchemaKey.EXTERN_ID, RejectReason.EmptyExternalId, RowRejected: true)
                : new RowIssue(number, null, RejectReason.NoIdentifier, RowRejected: true));
        }
    }
}
