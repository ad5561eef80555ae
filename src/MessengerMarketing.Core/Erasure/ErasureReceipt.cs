using System;
using System.Collections.Generic;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Erasure;

/// <summary>
/// The record of the erasure of one batch of people, without personal data. Times are by this computer's clock, UTC. A count is null when its step
/// was not carried out, or when Meta does not return it.
/// </summary>
public sealed record ErasureReceipt
{
    /// <summary>Number of the batch in this run, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Number of its first row in the list, from 1.</summary>
    public required long FirstRow { get; init; }

    /// <summary>Number of its last row in the list.</summary>
    public required long LastRow { get; init; }

    /// <summary>Number of people in the batch.</summary>
    public required int People { get; init; }

    /// <summary>Number of rows that have no usable email address or phone number. These people were not erased.</summary>
    public required int Rejected { get; init; }

    /// <summary>Number of email addresses and phone numbers that were sent, as hashes.</summary>
    public required int Identifiers { get; init; }

    /// <summary>Number of hashes that are new in the suppression list; null without such a list.</summary>
    public int? AddedToSuppression { get; init; }

    /// <summary>The result of the removal from the audiences: the name of a <see cref="SendStatus"/>.</summary>
    public required string AudienceStatus { get; init; }

    /// <summary>Number of rows that Meta could not use in that call.</summary>
    public long? AudienceInvalidRows { get; init; }

    /// <summary>Stable error id of that call; null when there is no error.</summary>
    public string? AudienceErrorId { get; init; }

    /// <summary>The result of ending the subscriptions: the name of a <see cref="SendStatus"/>.</summary>
    public required string SubscriptionStatus { get; init; }

    /// <summary>Number of rows that Meta could not use in that call. People without a subscription do not count.</summary>
    public long? SubscriptionInvalidRows { get; init; }

    /// <summary>Stable error id of that call; null when there is no error.</summary>
    public string? SubscriptionErrorId { get; init; }

    /// <summary>Number of rows in the states of syncs from which the identifiers were deleted; null without such states.</summary>
    public long? RemovedFromStates { get; init; }

    /// <summary>
    /// Of <see cref="RemovedFromStates"/>, number of rows that have another email address or phone number, which was not given. It stays in the state,
    /// and the next sync removes it from the audience if no row of the list has it. Null without states.
    /// </summary>
    public long? LeftInStates { get; init; }

    /// <summary>What is left: <c>Audiences</c>, <c>Subscriptions</c>, <c>States</c>, <c>RejectedRows</c>. Empty when nothing is.</summary>
    public required IReadOnlyList<string> Remaining { get; init; }

    /// <summary>Whether nothing is left.</summary>
    public bool IsComplete => Remaining.Count == 0;

    /// <summary>Id of the ad account, digits.</summary>
    public required string AdAccountId { get; init; }

    /// <summary>Id of the Page.</summary>
    public required string PageId { get; init; }

    /// <summary>The host that was called, such as the address of a sandbox; null when it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>When the batch was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last step ended.</summary>
    public required DateTimeOffset CompletedAt { get; init; }
}

/// <summary>A receipt, and why steps failed.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Errors">The errors of its calls. An error that stopped an earlier batch is not repeated.</param>
/// <param name="StateErrors">The states that could not be changed.</param>
internal sealed record ErasureResult(ErasureReceipt Receipt, IReadOnlyList<Graph.GraphException> Errors, IReadOnlyList<StateError> StateErrors);
