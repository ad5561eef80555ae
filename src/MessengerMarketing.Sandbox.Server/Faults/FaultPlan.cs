using System;
using System.Collections.Generic;
using System.Threading;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Faults;

/// <summary>
/// Decides which calls fail: first the requested faults, then every Nth call, and then random shares.
/// </summary>
internal sealed class FaultPlan(SandboxOptions options)
{
    private static readonly SandboxFault[] Transient =
    [
        SandboxFault.GraphError(1),
        SandboxFault.GraphError(2),
        SandboxFault.EmptyServerError(),
        SandboxFault.HttpStatus(503),
    ];

    private readonly LinkedList<SandboxFault> _next = new();
    private long _uploads;
    private readonly RandomSource _random = new(options.Seed, stream: 2);
    private readonly RandomSource _kinds = new(options.Seed, stream: 4);
    private readonly RandomSource _slow = new(options.Seed, stream: 5);
    private readonly SandboxFault _throttled = SandboxFault.ThrottledBusinessUseCase(options.ThrottleRegainMinutes);

    /// <summary>Requested faults that are still pending, in order.</summary>
    public SandboxFault[] Pending
    {
        get
        {
            lock (_next)
            {
                return [.. _next];
            }
        }
    }

    public void Add(IEnumerable<SandboxFault> faults)
    {
        lock (_next)
        {
            foreach (SandboxFault fault in faults)
            {
                _next.AddLast(fault);
            }
        }
    }

    /// <summary>Forgets the requested faults that are still pending.</summary>
    public void Clear()
    {
        lock (_next)
        {
            _next.Clear();
        }
    }

    /// <summary>Returns the fault of a call; null when it succeeds.</summary>
    public SandboxFault? Next(long number, string method, string path)
    {
        if (NextRequested(method, path) is { } fault)
        {
            return fault;
        }

        if (options.ThrottleEvery > 0 && number % options.ThrottleEvery == 0)
        {
            return _throttled;
        }

        ulong kind = _kinds.At(number);
        if (options.FaultRates.Pick(RandomSource.ToShare(kind), coin: kind % 2 == 0) is { } picked)
        {
            return picked;
        }

        if (options.FailureRate <= 0 || _random.NextShare() >= options.FailureRate)
        {
            return null;
        }

        ulong draw = _random.Next();
        SandboxFault transient = Transient[(int)(draw % (ulong)Transient.Length)];
        return (draw >> 32) % 2 == 0 ? transient : transient.AfterProcessing();
    }

    /// <summary>Returns the delay of a response.</summary>
    public TimeSpan Delay(long number, out bool isSlow)
    {
        isSlow = RandomSource.ToShare(_slow.At(number)) < options.FaultRates.Slow;
        return isSlow ? options.Latency + options.SlowLatency : options.Latency;
    }

    /// <summary>Returns whether a call is processed twice.</summary>
    public bool IsRepeated(string method, string path) =>
        options.DuplicateEvery > 0
        && method is "POST" or "DELETE"
        && path.EndsWith("/users", StringComparison.OrdinalIgnoreCase)
        && Interlocked.Increment(ref _uploads) % options.DuplicateEvery == 0;

    private SandboxFault? NextRequested(string method, string path)
    {
        lock (_next)
        {
            for (LinkedListNode<SandboxFault>? node = _next.First; node is not null; node = node.Next)
            {
                if (node.Value.IsFor(method, path))
                {
                    _next.Remove(node);
                    return node.Value;
                }
            }

            return null;
        }
    }
}
