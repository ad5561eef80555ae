using System;
using System.Collections.Generic;

namespace MessengerMarketing.Messaging;

/// <summary>A filter for subscription tokens.</summary>
internal sealed record SubscriptionTokenQuery
{
    /// <summary>Only people matched in one of these custom audiences; empty for all.</summary>
    public IReadOnlyList<string> AudienceIds { get; init; } = [];

    /// <summary>
    /// Only subscribers with these sources. The sources are read one after the other, and each token has its source. Empty for all tokens in
    /// one list, without a source. For <see cref="OptInSource.Other"/>, the four other sources are also read, to find the remaining tokens.
    /// </summary>
    public IReadOnlyList<OptInSource> Sources { get; init; } = [];

    /// <summary>Only tokens from this time on (<c>since</c>); null for no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only tokens until this time (<c>until</c>); null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// Returns only the first token of each person. The client filters, because Meta's <c>do_not_return_duplicates</c> ends a list at 10,000 tokens.
    /// </summary>
    public bool Unique { get; init; }
}
