using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads;

/// <summary>The Graph API's answer to a batch, whatever shape it came in.</summary>
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

    /// <summary><c>session_id</c>, which is answered as a string of digits or as a number.</summary>
    public string? SessionId { get; init; }

    /// <summary>How much of the rate limits is used, as the answer's headers tell.</summary>
    public UsageReport? Usage { get; init; }
}
