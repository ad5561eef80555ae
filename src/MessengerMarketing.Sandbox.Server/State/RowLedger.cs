using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Sandbox.State;

/// <summary>
/// Which rows an audience took, and from which upload. People are numbered as they come, so a run of numbers says it of a whole batch
/// of new people, or of one that was repeated: a list of 20 million rows costs a few dozen bytes for each of its batches, and only
/// repeats in another order cost 12 bytes a row. Not safe for two threads.
/// </summary>
internal sealed class RowLedger
{
    private readonly List<SandboxBatch> _batches = [];
    private readonly List<Run> _runs = [];
    private int _repeatedInBatch;
    private bool _isBatchNew = true;

    /// <summary>Rows of people whom an earlier row had named already.</summary>
    public long Repeated { get; private set; }

    /// <summary>How many uploads there were.</summary>
    public int Count => _batches.Count;

    /// <summary>The uploads, oldest first.</summary>
    public SandboxBatch[] Batches => [.. _batches];

    /// <summary>Notes a row of the upload that <see cref="Close"/> will tell about.</summary>
    /// <param name="person">Number of the person it names.</param>
    /// <param name="isRepeated">Whether an earlier row named the same person.</param>
    public void Note(int person, bool isRepeated)
    {
        if (isRepeated)
        {
            Repeated++;
            _repeatedInBatch++;
        }

        int last = _runs.Count - 1;
        if (!_isBatchNew && _runs[last] is var run && run.First + run.Count == person)
        {
            _runs[last] = run with { Count = run.Count + 1 };
            return;
        }

        _runs.Add(new Run(person, 1, _batches.Count));
        _isBatchNew = false;
    }

    /// <summary>Ends an upload.</summary>
    public void Close(long? sessionId, int? sequence, int rows, int invalidRows, DateTimeOffset now)
    {
        _batches.Add(new SandboxBatch(sessionId, sequence, rows, invalidRows, _repeatedInBatch, now));
        _repeatedInBatch = 0;
        _isBatchNew = true;
    }

    /// <summary>The uploads that named a person, oldest first, one entry a row.</summary>
    public SandboxBatch[] Of(int person)
    {
        List<SandboxBatch> found = [];
        foreach (Run run in _runs)
        {
            if (person >= run.First && person < run.First + run.Count)
            {
                found.Add(_batches[run.Batch]);
            }
        }

        return [.. found];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Run(int First, int Count, int Batch);
}
