using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Messaging.Sending;
using MessengerMarketing.Messaging.Sending.Journal;

namespace MessengerMarketing.Cmdlets;

/// <summary>Runs a message to many subscribers for a cmdlet: receipts as they arrive, and rejections in one warning at the end. Pipeline thread only.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="campaignId">The campaign.</param>
/// <param name="maxInFlight">Maximum number of messages that are sent at the same time.</param>
/// <param name="hasJournal">Whether the run can be repeated without sending anything twice.</param>
internal sealed class MessageStreams(PipelineCmdlet cmdlet, string campaignId, int maxInFlight, bool hasJournal) : IDisposable
{
    private readonly List<Task<MessageResponse>> _inFlight = [];
    private MessageRun? _run;
    private bool _waitsForFirst;

    /// <summary>Begins the run.</summary>
    /// <param name="run">The run, which is disposed with this object.</param>
    /// <param name="waitsForFirst">Whether the first message is sent alone, because the campaign may still be in preparation.</param>
    public void Start(MessageRun run, bool waitsForFirst)
    {
        _run = run;
        _waitsForFirst = waitsForFirst;
    }

    /// <summary>Sends the message to the subscriber of a token.</summary>
    public void Send(string token)
    {
        MessageDecision decision = _run!.Decide(token);
        long number = _run.Tally.Items;
        if (decision == MessageDecision.NotAToken)
        {
            cmdlet.WriteError(ItemErrors.ItemWithout("Token", number, "Pipe the output of Get-MMSubscriptionToken, rows with a Token column, or tokens."));
        }

        if (decision != MessageDecision.Send || !cmdlet.ShouldProcess($"subscriber {number} of the run", $"Send a marketing message of campaign {campaignId}"))
        {
            return;
        }

        _inFlight.Add(Task.Run(() => _run.SendAsync(number, token, cmdlet.Cancellation), cmdlet.Cancellation));
        Take(leave: _waitsForFirst ? 0 : maxInFlight - 1);
        _waitsForFirst = false;
    }

    /// <summary>Waits for the messages in flight, and reports what was rejected and skipped.</summary>
    public void Complete()
    {
        Take(leave: 0);
        WriteSummary();
    }

    /// <summary>Reports a wait. May be called from any thread.</summary>
    public void ReportWait(MessageWait wait) => cmdlet.Post(() =>
    {
        string text = MessageText.FormatWait(wait);
        cmdlet.WriteVerbose(text);
        cmdlet.WriteProgress(new ProgressRecord(0, $"Campaign {campaignId}", text));
    });

    /// <inheritdoc/>
    public void Dispose() => _run?.Dispose();

    /// <summary>Writes results, and waits until at most this number of messages are in flight.</summary>
    private void Take(int leave)
    {
        MessageResponse? final = null;
        while (_inFlight.Count > leave || _inFlight.Exists(static task => task.IsCompleted))
        {
            Task<Task<MessageResponse>> first = Task.WhenAny(_inFlight);
            cmdlet.WaitFor(first);

            // WhenAny is complete, so this does not block.
            Task<MessageResponse> completed = first.GetAwaiter().GetResult();
            _inFlight.Remove(completed);
            MessageResponse response = GetResponse(completed);
            cmdlet.WriteObject(response.Receipt);
            if (response.Problem is { } problem && MessageProblems.StopsRun(problem))
            {
                // Messages in flight are completed first.
                final ??= response;
                leave = 0;
            }
            else
            {
                _run!.Tally.Add(response);
            }
        }

        if (final is not null)
        {
            WriteSummary();
            if (hasJournal)
            {
                cmdlet.WriteWarning(MessageText.Resume);
            }

            cmdlet.ThrowTerminatingError(final.Problem!.ToRecord($"campaign {campaignId}"));
        }
    }

    private MessageResponse GetResponse(Task<MessageResponse> completed)
    {
        try
        {
            return cmdlet.Await(_ => completed);
        }
        catch (MessageJournalException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(campaignId));
            throw;
        }
    }

    private void WriteSummary()
    {
        MessageTally tally = _run!.Tally;
        if (tally.Repeated > 0)
        {
            cmdlet.WriteVerbose($"{tally.Repeated} of {tally.Items} tokens were duplicates in this run and were skipped.");
        }

        if (MessageText.FormatSkipped(tally) is { } skipped)
        {
            cmdlet.WriteWarning(skipped);
        }

        if (MessageText.FormatRejections(tally, static problem => GraphAdvice.Find(problem)) is { } rejected)
        {
            cmdlet.WriteWarning(rejected);
        }
    }
}
