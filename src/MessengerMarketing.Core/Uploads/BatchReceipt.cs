using System;
using System.Collections.Generic;
using MessengerMarketing.Collections;

namespace MessengerMarketing.Uploads;

/// <summary>What was sent in one call, and its result.</summary>
public sealed record BatchReceipt
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>Identity of the upload; a resumed upload keeps it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Whether its people were added or removed: the name of an <see cref="UploadAction"/>.</summary>
    public string Action { get; init; } = nameof(UploadAction.Add);

    /// <summary>Number of the batch in this upload, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Number of its first row in the list, from 1; a header line does not count.</summary>
    public required long FirstRow { get; init; }

    /// <summary>Number of its last row in the list.</summary>
    public required long LastRow { get; init; }

    /// <summary>Rows in the call, at most 10,000.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows in the call for further e-mail addresses and phone numbers of people who have a row already; they count in <see cref="Rows"/>.</summary>
    public int FurtherRows { get; init; }

    /// <summary>Rows between the first and the last that were left out, because they cannot be matched.</summary>
    public required int Rejected { get; init; }

    /// <summary>Rows that the Graph API says it received (<c>num_received</c>); null when there is no answer.</summary>
    public long? Received { get; init; }

    /// <summary>Rows that the Graph API says are invalid (<c>num_invalid_entries</c>); null when there is no answer.</summary>
    public long? Invalid { get; init; }

    /// <summary>At most 100 of the invalid rows, by their number in the list.</summary>
    public IReadOnlyList<InvalidSample> InvalidSamples { get; init; } = ReadableList<InvalidSample>.Empty;

    /// <summary>Rows received for Messenger subscriptions (<c>subscription_info.messenger</c>), where the answer says so.</summary>
    public long? SubscribersReceived { get; init; }

    /// <summary>Rows invalid for Messenger subscriptions, where the answer says so.</summary>
    public long? SubscribersInvalid { get; init; }

    /// <summary>Id of the upload session the batch was sent in; null when it was not sent.</summary>
    public string? SessionId { get; init; }

    /// <summary>The result of the batch: the name of a <see cref="BatchStatus"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (BatchStatus)Enum.Parse(typeof(BatchStatus), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal BatchStatus StatusValue { get; private init; }

    /// <summary>The host that it was sent to, such as a sandbox's address; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>When its first attempt began, by this machine's clock, UTC; null when it was not sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>From the first attempt to the answer, waits included.</summary>
    public TimeSpan Duration { get; init; }
}
