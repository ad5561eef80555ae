using System;
using System.Collections.Generic;
using System.Linq;
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
    private string[] _keys = [];
    private int _repeatedInBatch;
    private bool _isBatchNew = true;

    /// <summary>Rows of people whom an earlier row had named already.</summary>
    public long Repeated { get; private set; }

    /// <summary>How many uploads there were.</summary>
    public int Count => _batches.Count;

    /// <summary>The uploads, oldest first.</summary>
    public SandboxBatch[] Batches => [.. _batches];

    /// <summary>The keys of all uploads.</summary>
    public IReadOnlyList<string> Keys => _keys;

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
    /// <param name="batch">The upload, without the rows that repeat others.</param>
    public void Close(SandboxBatch batch)
    {
        // Most uploads of an audience have the same keys; they share one list.
        IReadOnlyList<string> keys = _batches.Count > 0 && _batches[_batches.Count - 1].Keys is var last && last.SequenceEqual(batch.Keys) ? last : batch.Keys;
        _batches.Add(batch with { RepeatedRows = _repeatedInBatch, Keys = keys });
        _keys = [.. _keys.Union(keys)];
        _repeatedInBatch = 0;
        _isBatchNew = true;
    }

    /// <summary>The uploads that named a person, oldest first, one entry a row.</summary>
    public SandboxBatch[] GetUploads(int person)
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
