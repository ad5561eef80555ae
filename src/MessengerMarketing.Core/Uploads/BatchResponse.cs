using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>The response of the Graph API to a batch, independent of its format.</summary>
internal sealed record BatchResponse
{
    /// <summary><c>num_received</c>.</summary>
    public long? Received { get; init; }

    /// <summary><c>num_invalid_entries</c>.</summary>
    public long? Invalid { get; init; }

    /// <summary><c>invalid_entry_samples</c>: the row as it was sent, and why it is invalid.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InvalidEntries { get; init; } = [];

    /// <summary><c>subscription_info.messenger.num_subscribers_received</c>.</summary>
    public long? SubscribersReceived { get; init; }

    /// <summary><c>subscription_info.messenger.num_subscribers_invalid_entries</c>.</summary>
    public long? SubscribersInvalid { get; init; }

    /// <summary><c>session_id</c>, which is a string of digits or a number.</summary>
    public string? SessionId { get; init; }

    /// <summary>Rate limit usage from the headers of the response.</summary>
    public UsageReport? Usage { get; init; }
}
