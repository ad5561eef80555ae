using System;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging.Sending.Journal;

namespace MessengerMarketing.Messaging.Sending;

/// <summary>What to do with a token.</summary>
internal enum MessageDecision
{
    /// <summary>Send the message.</summary>
    Send,

    /// <summary>It is a line of a customer list, which must not be sent to Meta as a token.</summary>
    NotAToken,

    /// <summary>It occurred earlier in this run.</summary>
    Repeated,

    /// <summary>According to the journal, the subscriber has the message.</summary>
    AlreadySent,

    /// <summary>According to the journal, the subscriber may have the message.</summary>
    Unknown,
}

/// <summary>The result of a message.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Problem">Why it was not accepted; null when it was.</param>
internal sealed record MessageResponse(MarketingMessageReceipt Receipt, GraphException? Problem);

/// <summary>Sends one message to many subscribers, once to each. With a journal, this also applies to several runs.</summary>
/// <param name="client">The account's client.</param>
/// <param name="options">What to send.</param>
/// <param name="journal">The journal; null for none. The run disposes it.</param>
internal sealed class MessageRun(GraphClient client, MessageRunOptions options, MessageJournal? journal) : IDisposable
{
    private static readonly TimeSpan PreparationPoll = TimeSpan.FromMinutes(1);

    // Meta's error table names about half an hour for its pacing codes.
    private static readonly TimeSpan PacingDelay = TimeSpan.FromMinutes(30);

    private readonly SeenSet _seen = new();

    /// <summary>The counts of the run. Only <see cref="Decide"/> and the caller change them, on one thread.</summary>
    public MessageTally Tally { get; } = new();

    /// <summary>Decides about the next token. Not thread-safe.</summary>
    public MessageDecision Decide(string token)
    {
        MessageDecision decision = Find(token);
        Tally.Add(decision);
        return decision;
    }

    /// <summary>
    /// Sends the message to a subscriber. That it is about to be sent is on the disk before, and the result before it is returned. While the
    /// campaign is being prepared or Meta paces its messages, it waits as long as the options say.
    /// </summary>
    /// <param name="number">Number of the token in the run.</param>
    /// <param name="token">The subscription token.</param>
    /// <param name="cancellationToken">Cancels the operation. The message is then unknown in the journal, unless it waited.</param>
    /// <exception cref="MessageJournalException">The journal cannot be written.</exception>
    public async Task<MessageResponse> SendAsync(long number, string token, CancellationToken cancellationToken)
    {
        TimeProvider time = client.Options.TimeProvider;
        long start = time.GetTimestamp();
        while (true)
        {
            MessageResponse response = await SendOnceAsync(number, token, cancellationToken);
            TimeSpan elapsed = time.GetElapsedTime(start);
            if (FindDelay(response.Problem) is not { } delay || elapsed + delay > options.MaxWait)
            {
                return response;
            }

            options.OnWait?.Invoke(new MessageWait(response.Problem!.Kind == GraphErrorKind.CampaignNotReady, elapsed, delay));
            await time.Delay(delay, cancellationToken);
        }
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose()
    {
        journal?.Dispose();
        _seen.Dispose();
    }

    private MessageDecision Find(string token)
    {
        if (string.IsNullOrWhiteSpace(token) || token.Contains("@") || token[0] == '\0')
        {
            return MessageDecision.NotAToken;
        }

        return !_seen.Add(token.Trim()) ? MessageDecision.Repeated : journal?.Find(token) switch
        {
            MessageOutcome.Accepted => MessageDecision.AlreadySent,
            MessageOutcome.Sending or MessageOutcome.Unknown when !options.RetriesUnknown => MessageDecision.Unknown,
            _ => MessageDecision.Send,
        };
    }

    private async Task<MessageResponse> SendOnceAsync(long number, string token, CancellationToken cancellationToken)
    {
        GraphException? problem = null;
        string? trackingId = null;
        journal?.RecordSending(number, token);
        try
        {
            GraphClient own = CreateClient(number, token);
            trackingId = await new MarketingMessageClient(own).SendAsync(options.CampaignId, token, options.Message, _ => RecordAgainAsync(number, token), cancellationToken);
        }
        catch (GraphException exception)
        {
            problem = exception;
        }

        DateTimeOffset now = client.Options.TimeProvider.GetUtcNow();
        var receipt = new MarketingMessageReceipt
        {
            Number = number,
            CampaignId = options.CampaignId,
            Token = token,
            Status = MessageProblems.GetStatus(problem).ToString(),
            TrackingId = trackingId,
            ErrorId = problem?.ErrorId,
            NotBefore = now + problem?.RetryAfter,
            Time = now,
        };
        journal?.RecordResult(receipt);
        return new MessageResponse(receipt, problem);
    }

    /// <summary>A client that records, while it waits for a rate limit, that the message was not sent. A process that is killed then leaves nothing unknown.</summary>
    private GraphClient CreateClient(long number, string token) => new(client.Context, client.Options with
    {
        OnRetry = retry =>
        {
            if (retry.Kind == GraphErrorKind.Throttled)
            {
                journal?.RecordNotSent(number, token);
            }

            client.Options.OnRetry?.Invoke(retry);
        },
    });

    private Task RecordAgainAsync(long number, string token)
    {
        journal?.RecordSending(number, token);
        return Task.CompletedTask;
    }

    private static TimeSpan? FindDelay(GraphException? problem) => problem?.Kind switch
    {
        GraphErrorKind.CampaignNotReady => problem.RetryAfter ?? PreparationPoll,
        GraphErrorKind.NotNow => problem.RetryAfter ?? PacingDelay,
        _ => null,
    };
}
