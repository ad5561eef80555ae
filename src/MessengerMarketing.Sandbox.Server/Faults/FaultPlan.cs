using System.Collections.Generic;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Faults;

/// <summary>
/// Decides which calls fail: the faults asked for by name first, then every Nth call, then a random share.
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
    private readonly RandomSource _random = new(options.Seed, stream: 2);
    private readonly SandboxFault _throttled = SandboxFault.ThrottledBusinessUseCase(options.ThrottleRegainMinutes);

    /// <summary>Faults asked for that have not happened yet.</summary>
    public int Pending
    {
        get
        {
            lock (_next)
            {
                return _next.Count;
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

    /// <summary>The fault of a call, or null when it is to succeed.</summary>
    public SandboxFault? Take(long number, string method, string path)
    {
        if (TakeAskedFor(method, path) is { } fault)
        {
            return fault;
        }

        if (options.ThrottleEvery > 0 && number % options.ThrottleEvery == 0)
        {
            return _throttled;
        }

        if (options.FailureRate <= 0 || _random.NextShare() >= options.FailureRate)
        {
            return null;
        }

        ulong draw = _random.Next();
        SandboxFault transient = Transient[(int)(draw % (ulong)Transient.Length)];
        return (draw >> 32) % 2 == 0 ? transient : transient.AfterProcessing();
    }

    private SandboxFault? TakeAskedFor(string method, string path)
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
