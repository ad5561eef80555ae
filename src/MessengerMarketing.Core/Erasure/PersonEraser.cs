using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Collections;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Erasure;

/// <summary>
/// Erases people batch by batch: writes them to the suppression list, removes them from all audiences, and ends their subscriptions. A person is on
/// the list before anything is sent, so that an interrupted erasure is not forgotten. Every step has the same result when it is repeated, so the same
/// list can be erased again to complete it. A step that fails does not stop the others. The states of syncs come last: as long as a person may be in an
/// audience, a state keeps the person, so that a sync with the suppression list removes the person.
/// </summary>
/// <param name="client">The connection.</param>
/// <param name="suppression">The suppression list to add the people to; null for none.</param>
/// <param name="states">The states of syncs to delete the people from; null for none.</param>
internal sealed class PersonEraser(GraphClient client, SuppressionFile? suppression, StateEraser? states = null)
{
    /// <summary>The remaining part of a receipt if people have no usable identifier.</summary>
    public const string RejectedRows = "RejectedRows";

    private readonly Step _audiences = new();
    private readonly Step _subscriptions = new();
    private int _batches;

    /// <summary>Erases the people of one batch.</summary>
    /// <param name="batch">The people. Additional identifiers of a person are in separate rows.</param>
    /// <param name="others">The same people by other identifiers, such as a Page-scoped id, to unsubscribe as well.</param>
    /// <param name="cancellationToken">Cancels the operation. People who were written to the suppression list stay there.</param>
    /// <exception cref="System.IO.IOException">The suppression list could not be written. Nothing was sent.</exception>
    /// <exception cref="UnauthorizedAccessException">The suppression list may not be written. Nothing was sent.</exception>
    public async Task<ErasureResult> EraseAsync(HashedBatch batch, IReadOnlyList<UnsubscribeRow> others, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = client.Options.TimeProvider.GetUtcNow();
        IReadOnlyList<HashedPerson> people = HashedPersonReader.Read(batch);
        int? added = suppression?.Add(people);

        var errors = new List<GraphException>();
        StepResult audiences = people.Count == 0 ? StepResult.Nothing : await _audiences.RunAsync(
            () => new AnyAudienceClient(client).RemoveAsync(batch, cancellationToken), errors);
        UnsubscribeRow[] rows = [.. people.Select(static person => new UnsubscribeRow { Email = person.Email, Phone = person.Phone }), .. others];
        StepResult subscriptions = rows.Length == 0 ? StepResult.Nothing : await _subscriptions.RunAsync(() => UnsubscribeAsync(rows, cancellationToken), errors);
        var stateErrors = new List<StateError>();
        SyncStateRemovalResult? stateRows = states is null ? null
            : people.Count == 0 || !audiences.IsDone ? default(SyncStateRemovalResult)
            : await Task.Run(() => states.Remove(people, stateErrors), cancellationToken);

        var receipt = new ErasureReceipt
        {
            Batch = ++_batches,
            FirstRow = batch.FirstRow,
            LastRow = batch.LastRow,
            People = batch.RowsRead - batch.Rejected,
            Rejected = batch.Rejected,
            Identifiers = people.Sum(static person => (person.Email is null ? 0 : 1) + (person.Phone is null ? 0 : 1)),
            AddedToSuppression = added,
            AudienceStatus = audiences.Status.ToString(),
            AudienceInvalidRows = audiences.InvalidRows,
            AudienceErrorId = audiences.ErrorId,
            SubscriptionStatus = subscriptions.Status.ToString(),
            SubscriptionInvalidRows = subscriptions.InvalidRows,
            SubscriptionErrorId = subscriptions.ErrorId,
            RemovedFromStates = stateRows?.Found,
            LeftInStates = stateRows?.Left,
            Remaining = FindRemaining(audiences, subscriptions, states is null || (audiences.IsDone && stateErrors.Count == 0), batch.Rejected),
            AdAccountId = client.Context.AdAccountId,
            PageId = client.Context.PageId,
            Host = client.Context.ForeignHost(),
            StartedAt = startedAt,
            CompletedAt = client.Options.TimeProvider.GetUtcNow(),
        };
        return new ErasureResult(receipt, errors, stateErrors);
    }

    private static ReadableList<string> FindRemaining(StepResult audiences, StepResult subscriptions, bool areStatesDone, int rejected)
    {
        var remaining = new List<string>();
        if (!audiences.IsDone)
        {
            remaining.Add("Audiences");
        }

        if (!subscriptions.IsDone)
        {
            remaining.Add("Subscriptions");
        }

        if (!areStatesDone)
        {
            remaining.Add("States");
        }

        if (rejected > 0)
        {
            remaining.Add(RejectedRows);
        }

        return new ReadableList<string>(remaining, ", ");
    }

    private async Task<long?> UnsubscribeAsync(UnsubscribeRow[] rows, CancellationToken cancellationToken)
    {
        var unsubscribe = new UnsubscribeClient(client);
        long? invalid = null;
        for (int first = 0; first < rows.Length; first += UnsubscribeClient.MaxRowsInBatch)
        {
            UnsubscribeRow[] part = [.. rows.Skip(first).Take(UnsubscribeClient.MaxRowsInBatch)];
            if (await unsubscribe.UnsubscribeAsync(part, cancellationToken) is { } count)
            {
                invalid = (invalid ?? 0) + count;
            }
        }

        return invalid;
    }

    private sealed record StepResult(SendStatus Status, long? InvalidRows = null, string? ErrorId = null, bool IsNeeded = true)
    {
        public static StepResult Nothing { get; } = new(SendStatus.NotSent, IsNeeded: false);

        public bool IsDone => !IsNeeded || (Status == SendStatus.Accepted && InvalidRows is null or 0);
    }

    /// <summary>One of the calls. After its token was rejected, the call is not sent for later batches.</summary>
    private sealed class Step
    {
        private StepResult? _rejected;

        public async Task<StepResult> RunAsync(Func<Task<long?>> send, List<GraphException> errors)
        {
            if (_rejected is not null)
            {
                return _rejected;
            }

            try
            {
                return new StepResult(SendStatus.Accepted, await send());
            }
            catch (GraphException exception)
            {
                errors.Add(exception);
                if (exception.Kind is GraphErrorKind.Authentication or GraphErrorKind.PageTokenMissing)
                {
                    _rejected = new StepResult(SendStatus.NotSent, ErrorId: exception.ErrorId);
                }

                SendStatus status = exception.Kind == GraphErrorKind.PageTokenMissing ? SendStatus.NotSent : exception.RequestMayHaveArrived ? SendStatus.Unknown : SendStatus.Rejected;
                return new StepResult(status, ErrorId: exception.ErrorId);
            }
        }
    }
}
