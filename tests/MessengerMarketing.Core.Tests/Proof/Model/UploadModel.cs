using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Model;

/// <summary>
/// What must be on record of each batch, from what happened to it and nothing else. It knows no journal's form, no pacing and no threads.
/// </summary>
/// <param name="runId">Identity of the upload.</param>
internal sealed class UploadModel(Guid runId)
{
    private readonly Dictionary<int, Entry> _batches = [];
    private readonly List<string> _history = [];
    private bool _isForced;

    /// <summary>Identity of the upload.</summary>
    public Guid RunId { get; } = runId;

    /// <summary>The highest number of a batch so far.</summary>
    public int MaxBatch => _batches.Keys.DefaultIfEmpty(0).Max();

    /// <summary>What happened so far, for messages.</summary>
    public string History => string.Join(Environment.NewLine, _history);

    /// <summary>A process begins.</summary>
    /// <param name="isForced">Whether it sends again what cannot be asked for.</param>
    /// <param name="description">What it does.</param>
    public void OnProcess(bool isForced, string description)
    {
        _isForced = isForced;
        _history.Add(description);
        foreach (Entry entry in _batches.Values)
        {
            entry.IsAsked = false;
        }
    }

    /// <summary>A batch is about to be sent. It must be on record, must not be sent twice, and none of its rows may be in another batch that may have arrived.</summary>
    public void OnSending(int number, long firstRow, long lastRow, JournalOutcome? onRecord)
    {
        Entry? earlier = _batches.GetValueOrDefault(number);
        _history.Add($"  {number} ({firstRow} to {lastRow}) is sent, was {earlier?.Outcome}");
        Assert.Equal(JournalOutcome.Sending, onRecord);
        Assert.NotEqual(JournalOutcome.Accepted, earlier?.Outcome);
        if (earlier is { IsOpen: true })
        {
            Assert.True(earlier.IsAsked, "It was not asked whether the batch had arrived.");
        }

        Assert.DoesNotContain(_batches, other => other.Key != number && other.Value.MayHaveArrived && other.Value.FirstRow <= lastRow && other.Value.LastRow >= firstRow);
        _batches[number] = new Entry(firstRow, lastRow) { Outcome = JournalOutcome.Sending, IsInDoubt = earlier is { IsOpen: true, IsInDoubt: true } };
    }

    /// <summary>A batch met its fate.</summary>
    public void OnSent(int number, Fate fate)
    {
        _history.Add($"  {number}: {fate}");
        Entry entry = _batches[number];
        entry.Outcome = fate switch
        {
            Fate.Answered => JournalOutcome.Accepted,
            Fate.ResponseLost or Fate.Lost or Fate.Duplicated => JournalOutcome.Unknown,

            // It did not arrive now. Where it was sent by force, it may have arrived before.
            Fate.Throttled or Fate.Refused => entry.IsInDoubt ? JournalOutcome.Unknown : JournalOutcome.Rejected,
            _ => JournalOutcome.Sending,
        };
    }

    /// <summary>A session was asked for.</summary>
    /// <param name="number">The batch.</param>
    /// <param name="isReceived">Whether it arrived; null when there was no response.</param>
    public void OnAsked(int number, bool? isReceived)
    {
        _history.Add($"  {number} is asked for: {isReceived}");
        Entry entry = _batches[number];
        Assert.True(entry.IsOpen, "It was asked for a batch of which everything is known.");
        entry.IsAsked = isReceived == false || (isReceived is null && _isForced);
        entry.IsInDoubt = isReceived is null;
        if (isReceived == true)
        {
            entry.IsFound = true;
        }
        else if (isReceived is null && !_isForced)
        {
            entry.IsUnanswered = true;
        }
    }

    /// <summary>A process ended: every batch must be on record as the model has it, and no other batch may count as accepted.</summary>
    /// <param name="onRecord">What the journal says.</param>
    /// <param name="diskFailed">Whether the last record could not be written.</param>
    public void CheckRecord(IReadOnlyList<JournalBatch> onRecord, bool diskFailed)
    {
        var records = onRecord.ToDictionary(static batch => batch.Number);
        foreach ((int number, Entry entry) in _batches.ToArray())
        {
            JournalOutcome? actual = records.GetValueOrDefault(number)?.Outcome;
            _history.Add($"  {number} is on record as {actual}");
            Assert.Contains(actual, Allowed(entry, diskFailed));
            if (actual is { } outcome)
            {
                Assert.Equal((entry.FirstRow, entry.LastRow), (records[number].FirstRow, records[number].LastRow));
                _batches[number] = new Entry(entry.FirstRow, entry.LastRow) { Outcome = outcome };
            }
            else
            {
                _batches.Remove(number);
            }
        }

        foreach (JournalBatch record in records.Values.Where(record => !_batches.ContainsKey(record.Number)))
        {
            if (diskFailed && record.Outcome == JournalOutcome.Sending)
            {
                // The line is whole, although the disk reported an error. So the batch was not sent, and nobody can know.
                _batches[record.Number] = new Entry(record.FirstRow, record.LastRow) { Outcome = JournalOutcome.Sending };
            }
            else
            {
                Assert.Equal(JournalOutcome.NotSent, record.Outcome);
            }
        }
    }

    private static List<JournalOutcome?> Allowed(Entry entry, bool diskFailed)
    {
        var allowed = new List<JournalOutcome?> { entry.Outcome };
        switch (entry.Outcome)
        {
            case JournalOutcome.Sending or JournalOutcome.Unknown when entry.IsFound:
                // A process that only divides the rows anew asks, and leaves what arrived as it is.
                allowed.Add(JournalOutcome.Accepted);
                break;
            case JournalOutcome.Sending when entry.IsUnanswered:
                allowed.Add(JournalOutcome.Unknown);
                break;
            case JournalOutcome.Sending or JournalOutcome.Unknown when entry.IsAsked:
                // It did not arrive, so its rows may be divided anew.
                allowed.Add(JournalOutcome.NotSent);
                allowed.Add(null);
                break;
            case JournalOutcome.Rejected or JournalOutcome.NotSent:
                // Divided anew. A process that was killed before it divided the rows has recorded that they did not arrive.
                allowed.Add(null);
                break;
        }

        if (diskFailed)
        {
            // The journal records that it was about to be sent, but no result.
            allowed.Add(JournalOutcome.Sending);
        }

        return allowed;
    }

    private sealed class Entry(long firstRow, long lastRow)
    {
        public long FirstRow { get; } = firstRow;

        public long LastRow { get; } = lastRow;

        public JournalOutcome Outcome { get; set; }

        /// <summary>Whether it was asked for in this process, and may be sent again.</summary>
        public bool IsAsked { get; set; }

        /// <summary>Whether it may have arrived before it was sent in this process.</summary>
        public bool IsInDoubt { get; set; }

        /// <summary>Whether it was found to have arrived in this process.</summary>
        public bool IsFound { get; set; }

        /// <summary>Whether it was asked for in this process without a response.</summary>
        public bool IsUnanswered { get; set; }

        public bool IsOpen => Outcome is JournalOutcome.Sending or JournalOutcome.Unknown;

        public bool MayHaveArrived => Outcome == JournalOutcome.Accepted || (IsOpen && !IsAsked);
    }
}
