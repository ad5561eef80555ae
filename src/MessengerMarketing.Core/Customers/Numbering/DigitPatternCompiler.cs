using System;
using System.Collections.Generic;
using System.Text;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>Compiles the regular expressions of numbering plans to <see cref="DigitPattern"/>s: the expression is converted to a nondeterministic automaton
/// with empty transitions, and that to a deterministic automaton by subset construction.</summary>
internal sealed class DigitPatternCompiler
{
    private const int Final = 0;

    private readonly List<State> _states = [new State(0, [])];

    private DigitPatternCompiler()
    {
    }

    /// <summary>Compiles <paramref name="pattern"/>.</summary>
    /// <exception cref="FormatException">The expression contains unsupported syntax.</exception>
    internal static DigitPattern Compile(string pattern)
    {
        var compiler = new DigitPatternCompiler();
        return compiler.BuildSubsets(compiler.Emit(DigitExpression.Parse(pattern), Final));
    }

    /// <summary>Adds the states of <paramref name="node"/>, which lead to state <paramref name="next"/>. Returns the entry state.</summary>
    private int Emit(DigitExpression node, int next)
    {
        switch (node)
        {
            case DigitExpression.DigitClass digits:
                return Add(digits.Mask, next);
            case DigitExpression.Sequence sequence:
                int head = next;
                for (int i = sequence.Parts.Count - 1; i >= 0; i--)
                {
                    head = Emit(sequence.Parts[i], head);
                }

                return head;
            case DigitExpression.Alternatives alternatives:
                int[] entries = new int[alternatives.Branches.Count];
                for (int i = 0; i < entries.Length; i++)
                {
                    entries[i] = Emit(alternatives.Branches[i], next);
                }

                return Add(0, entries);
            case DigitExpression.Repeat repeat:
                int entry = next;
                for (int i = repeat.Least; i < repeat.Most; i++)
                {
                    entry = Add(0, Emit(repeat.Inner, entry), next);
                }

                for (int i = 0; i < repeat.Least; i++)
                {
                    entry = Emit(repeat.Inner, entry);
                }

                return entry;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    private int Add(int mask, params int[] targets)
    {
        _states.Add(new State(mask, targets));
        return _states.Count - 1;
    }

    private DigitPattern BuildSubsets(int start)
    {
        // A set of states is a string with one character per state in ascending order, so that it can be a key.
        var numbers = new Dictionary<string, short>(StringComparer.Ordinal);
        var subsets = new List<string>();
        var next = new List<short>();
        var targets = new List<int> { start };
        NumberOf(Close(targets));
        for (int i = 0; i < subsets.Count; i++)
        {
            for (int digit = 0; digit < 10; digit++)
            {
                targets.Clear();
                foreach (char state in subsets[i])
                {
                    if ((_states[state].Mask & (1 << digit)) != 0)
                    {
                        targets.Add(_states[state].Targets[0]);
                    }
                }

                next.Add(targets.Count == 0 ? DigitPattern.Dead : NumberOf(Close(targets)));
            }
        }

        bool[] accepting = new bool[subsets.Count];
        for (int i = 0; i < accepting.Length; i++)
        {
            accepting[i] = subsets[i][0] == Final;
        }

        return new DigitPattern([.. next], accepting);

        short NumberOf(string subset)
        {
            if (!numbers.TryGetValue(subset, out short number))
            {
                number = checked((short)subsets.Count);
                numbers.Add(subset, number);
                subsets.Add(subset);
            }

            return number;
        }
    }

    /// <summary>Returns the states that are reachable from <paramref name="states"/> without a digit. Only states with a digit transition, and the final state,
    /// are kept.</summary>
    private string Close(List<int> states)
    {
        bool[] visited = new bool[_states.Count];
        var pending = new Stack<int>(states);
        while (pending.Count > 0)
        {
            int state = pending.Pop();
            if (!visited[state])
            {
                visited[state] = true;
                if (_states[state].Mask == 0)
                {
                    foreach (int target in _states[state].Targets)
                    {
                        pending.Push(target);
                    }
                }
            }
        }

        var closure = new StringBuilder();
        for (int state = 0; state < visited.Length; state++)
        {
            if (visited[state] && (state == Final || _states[state].Mask != 0))
            {
                closure.Append((char)state);
            }
        }

        return closure.ToString();
    }

    /// <summary>A digit of <paramref name="Mask"/> leads to the single target. Without a mask, all targets are reached without a digit.</summary>
    private sealed record State(int Mask, int[] Targets);
}
