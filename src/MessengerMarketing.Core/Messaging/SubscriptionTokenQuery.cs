using System;
using System.Collections.Generic;

namespace MessengerMarketing.Messaging;

/// <summary>Which subscription tokens are wanted.</summary>
internal sealed record SubscriptionTokenQuery
{
    /// <summary>Only people matched in one of these custom audiences; empty for all.</summary>
    public IReadOnlyList<string> AudienceIds { get; init; } = [];

    /// <summary>
    /// Only subscribers won in these ways, one list after the other, each token marked with its own; empty for all in one list, unmarked.
    /// With <see cref="OptInSource.Other"/> among them the four others are read as well, to know what is left.
    /// </summary>
    public IReadOnlyList<OptInSource> Sources { get; init; } = [];

    /// <summary>Only from this moment on (<c>since</c>); null for no bound.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only until this moment (<c>until</c>); null for no bound.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// One token a person: the first that comes. Done on this side, as Meta's <c>do_not_return_duplicates</c> ends a list at 10,000 tokens.
    /// </summary>
    public bool Unique { get; init; }
}
