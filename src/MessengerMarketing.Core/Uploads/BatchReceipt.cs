using System;
using System.Collections.Generic;
using MessengerMarketing.Collections;

namespace MessengerMarketing.Uploads;

/// <summary>The receipt of one call: what was sent, and the result.</summary>
public sealed record BatchReceipt
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>ID of the upload. A resumed upload keeps it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Whether its people were added or removed: the name of an <see cref="UploadAction"/>.</summary>
    public string Action { get; init; } = nameof(UploadAction.Add);

    /// <summary>Number of the batch in this upload, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Number of its first row in the list, from 1. A header line is not counted. 0 if a sync removed people: they are not in the list.</summary>
    public required long FirstRow { get; init; }

    /// <summary>Number of its last row in the list.</summary>
    public required long LastRow { get; init; }

    /// <summary>Rows in the call, at most 10,000.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of rows in the call for additional email addresses and phone numbers of people. They are included in <see cref="Rows"/>.</summary>
    public int FurtherRows { get; init; }

    /// <summary>Number of rows between the first and the last that were left out because they cannot be matched.</summary>
    public required int Rejected { get; init; }

    /// <summary>Number of rows that the Graph API received, according to its response (<c>num_received</c>). Null without a response.</summary>
    public long? Received { get; init; }

    /// <summary>Number of invalid rows, according to the Graph API (<c>num_invalid_entries</c>). Null without a response.</summary>
    public long? Invalid { get; init; }

    /// <summary>At most 100 of the invalid rows, by their number in the list.</summary>
    public IReadOnlyList<InvalidSample> InvalidSamples { get; init; } = ReadableList<InvalidSample>.Empty;

    /// <summary>Number of rows received for Messenger subscriptions (<c>subscription_info.messenger</c>), if the response contains it.</summary>
    public long? SubscribersReceived { get; init; }

    /// <summary>Number of invalid rows for Messenger subscriptions, if the response contains it.</summary>
    public long? SubscribersInvalid { get; init; }

    /// <summary>ID of the upload session of the batch, or null if it was not sent.</summary>
    public string? SessionId { get; init; }

    /// <summary>The result of the batch: the name of a <see cref="BatchStatus"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (BatchStatus)Enum.Parse(typeof(BatchStatus), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal BatchStatus StatusValue { get; private init; }

    /// <summary>The host that it was sent to, such as the address of a sandbox, or null for Meta.</summary>
    public string? Host { get; init; }

    /// <summary>Start of the first attempt, by the local clock, UTC, or null if it was not sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Time from the first attempt to the response, including waits.</summary>
    public TimeSpan Duration { get; init; }
}
