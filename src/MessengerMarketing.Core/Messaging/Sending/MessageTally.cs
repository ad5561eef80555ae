using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging.Sending;

/// <summary>The messages that were rejected for one reason.</summary>
/// <param name="ErrorId">The stable error id.</param>
/// <param name="Count">Number of messages.</param>
/// <param name="Example">One of the errors.</param>
internal sealed record MessageRejection(string ErrorId, long Count, GraphException Example);

/// <summary>The counts of a run. Not thread-safe.</summary>
internal sealed class MessageTally
{
    private readonly Dictionary<string, MessageRejection> _rejections = [];

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

    /// <summary>Messages that were rejected or not sent.</summary>
    public long Rejected => _rejections.Values.Sum(static rejection => rejection.Count);

    /// <summary>Messages with a result.</summary>
    public long Completed => Accepted + Unknown + Rejected;

    /// <summary>The rejections by reason, most frequent first.</summary>
    public IReadOnlyList<MessageRejection> Rejections => [.. _rejections.Values.OrderByDescending(static rejection => rejection.Count)];

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
            long before = _rejections.TryGetValue(problem.ErrorId, out MessageRejection? known) ? known.Count : 0;
            _rejections[problem.ErrorId] = new MessageRejection(problem.ErrorId, before + 1, known?.Example ?? problem);
        }
    }
}
