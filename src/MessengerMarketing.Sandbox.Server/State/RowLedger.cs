using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Sandbox.State;

/// <summary>
/// Records the accepted rows of an audience by upload. People are numbered in order of arrival, so a range of numbers describes a whole
/// batch of new people, or a repeated batch. A list of 20 million rows uses a few dozen bytes per batch; only repeated rows in another
/// order use 12 bytes per row. Not thread-safe.
/// </summary>
internal sealed class RowLedger
{
    private readonly List<SandboxBatch> _batches = [];
    private readonly List<Run> _runs = [];
    private string[] _keys = [];
    private int _repeatedInBatch;
    private bool _isBatchNew = true;

    /// <summary>Number of rows of people who were already in an earlier row.</summary>
    public long Repeated { get; private set; }

    /// <summary>Number of uploads.</summary>
    public int Count => _batches.Count;

    /// <summary>The uploads, oldest first.</summary>
    public SandboxBatch[] Batches => [.. _batches];

    /// <summary>The keys of all uploads.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Records a row of the current upload, which <see cref="Close"/> ends.</summary>
    /// <param name="person">Number of the person in the row.</param>
    /// <param name="isRepeated">Whether an earlier row had the same person.</param>
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
    /// <param name="batch">The upload, without its number of repeated rows.</param>
    public void Close(SandboxBatch batch)
    {
        // Most uploads of an audience have the same keys, so they share one list.
        IReadOnlyList<string> keys = _batches.Count > 0 && _batches[_batches.Count - 1].Keys is var last && last.SequenceEqual(batch.Keys) ? last : batch.Keys;
        _batches.Add(batch with { RepeatedRows = _repeatedInBatch, Keys = keys });
        _keys = [.. _keys.Union(keys)];
        _repeatedInBatch = 0;
        _isBatchNew = true;
    }

    /// <summary>Returns the uploads that contain a person, oldest first, with one entry per row.</summary>
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
