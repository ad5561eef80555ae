using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging.Sending;

/// <summary>The messages that were refused for one reason.</summary>
/// <param name="ErrorId">The stable error id.</param>
/// <param name="Count">Number of messages.</param>
/// <param name="Example">One of the errors.</param>
internal sealed record MessageRefusal(string ErrorId, long Count, GraphException Example);

/// <summary>The counts of a run. Not thread-safe.</summary>
internal sealed class MessageTally
{
    private readonly Dictionary<string, MessageRefusal> _refusals = [];

    /// <summary>Number of tokens in the input.</summary>
    public long Items { get; private set; }

    /// <summary>Number of tokens that occurred earlier in this run.</summary>
    public long Repeated { get; private set; }

    /// <summary>Number of tokens whose subscribers already have the message, according to the journal.</summary>
    public long AlreadySent { get; private set; }

    /// <summary>Number of tokens that were skipped because their subscribers may have the message.</summary>
    public long SkippedUnknown { get; private set; }

    /// <summary>Messages that Meta accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>Messages without a response.</summary>
    public long Unknown { get; private set; }

    /// <summary>Messages that were refused or not sent.</summary>
    public long Refused => _refusals.Values.Sum(static refusal => refusal.Count);

    /// <summary>Messages with a result.</summary>
    public long Completed => Accepted + Unknown + Refused;

    /// <summary>The refusals by reason, most frequent first.</summary>
    public IReadOnlyList<MessageRefusal> Refusals => [.. _refusals.Values.OrderByDescending(static refusal => refusal.Count)];

    /// <summary>Counts a token.</summary>
    public void Add(MessageDecision decision)
    {
        Items++;
        Repeated += decision == MessageDecision.Repeated ? 1 : 0;
        AlreadySent += decision == MessageDecision.AlreadySent ? 1 : 0;
        SkippedUnknown += decision == MessageDecision.Unknown ? 1 : 0;
    }

    /// <summary>Counts a result.</summary>
    public void Add(MessageResponse response)
    {
        if (response.Problem is not { } problem)
        {
            Accepted++;
        }
        else if (response.Receipt.StatusValue == SendStatus.Unknown)
        {
            Unknown++;
        }
        else
        {
            long before = _refusals.TryGetValue(problem.ErrorId, out MessageRefusal? known) ? known.Count : 0;
            _refusals[problem.ErrorId] = new MessageRefusal(problem.ErrorId, before + 1, known?.Example ?? problem);
        }
    }
}
