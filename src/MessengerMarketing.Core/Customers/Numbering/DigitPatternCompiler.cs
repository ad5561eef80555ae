using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>
/// Compiles the regular expressions of numbering plans (digits, classes, groups, alternatives, bounded repeats) to a
/// <see cref="DigitPattern"/>: expression to automaton with epsilon moves, then to a deterministic one by building subsets.
/// </summary>
internal sealed class DigitPatternCompiler
{
    private const int AnyDigit = (1 << 10) - 1;
    private const int Final = 0;

    private readonly string _pattern;
    private readonly List<State> _states = [new State(0, [])];
    private int _position;

    private DigitPatternCompiler(string pattern) => _pattern = pattern;

    /// <summary>Compiles <paramref name="pattern"/>.</summary>
    /// <exception cref="FormatException">The expression uses something no numbering plan uses.</exception>
    internal static DigitPattern Compile(string pattern)
    {
        var compiler = new DigitPatternCompiler(pattern);
        Node root = compiler.ParseAlternatives();
        if (compiler._position != pattern.Length)
        {
            throw compiler.Unexpected();
        }

        return compiler.BuildSubsets(compiler.Emit(root, Final));
    }

    private bool AtEnd => _position == _pattern.Length;

    private Node ParseAlternatives()
    {
        var branches = new List<Node> { ParseSequence() };
        while (!AtEnd && _pattern[_position] == '|')
        {
            _position++;
            branches.Add(ParseSequence());
        }

        return branches.Count == 1 ? branches[0] : new Alternatives(branches);
    }

    private Sequence ParseSequence()
    {
        var parts = new List<Node>();
        while (!AtEnd && _pattern[_position] is not ('|' or ')'))
        {
            parts.Add(ParseRepeat(ParseAtom()));
        }

        return new Sequence(parts);
    }

    private Node ParseAtom()
    {
        switch (_pattern[_position++])
        {
            case '(':
                if (string.CompareOrdinal(_pattern, _position, "?:", 0, 2) == 0)
                {
                    _position += 2;
                }

                Node inner = ParseAlternatives();
                Expect(')');
                return inner;
            case '[':
                return new DigitClass(ParseClass());
            case '\\':
                Expect('d');
                return new DigitClass(AnyDigit);
            case '$':
                // Only prefix patterns use it; what they match is confirmed by the rewrite rule's own expression.
                return new Sequence([]);
            case >= '0' and <= '9' and char digit:
                return new DigitClass(1 << (digit - '0'));
            default:
                _position--;
                throw Unexpected();
        }
    }

    private int ParseClass()
    {
        int mask = 0;
        while (!AtEnd && _pattern[_position] != ']')
        {
            if (_pattern[_position] == '\\')
            {
                _position++;
                Expect('d');
                mask |= AnyDigit;
                continue;
            }

            int first = ParseDigit();
            int last = first;
            if (!AtEnd && _pattern[_position] == '-')
            {
                _position++;
                last = ParseDigit();
            }

            for (int digit = first; digit <= last; digit++)
            {
                mask |= 1 << digit;
            }
        }

        Expect(']');
        return mask;
    }

    private Node ParseRepeat(Node atom)
    {
        if (AtEnd || _pattern[_position] is not ('?' or '{'))
        {
            return atom;
        }

        if (_pattern[_position++] == '?')
        {
            return new Repeat(atom, 0, 1);
        }

        int close = _pattern.IndexOf('}', _position);
        if (close < 0)
        {
            throw Unexpected();
        }

        string[] bounds = _pattern.Substring(_position, close - _position).Split(',');
        _position = close + 1;
        int least = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        return new Repeat(atom, least, bounds.Length == 1 ? least : int.Parse(bounds[1], CultureInfo.InvariantCulture));
    }

    private int ParseDigit() =>
        !AtEnd && _pattern[_position] is >= '0' and <= '9' ? _pattern[_position++] - '0' : throw Unexpected();

    private void Expect(char expected)
    {
        if (AtEnd || _pattern[_position] != expected)
        {
            throw Unexpected();
        }

        _position++;
    }

    private FormatException Unexpected() =>
        new(string.Format(CultureInfo.InvariantCulture, "Numbering plan pattern not understood at {0}: {1}", _position, _pattern));

    /// <summary>Adds the states of <paramref name="node"/>, which lead on to state <paramref name="next"/>; answers the state to enter by.</summary>
    private int Emit(Node node, int next)
    {
        switch (node)
        {
            case DigitClass digits:
                return Add(digits.Mask, next);
            case Sequence sequence:
                return Enumerable.Reverse(sequence.Parts).Aggregate(next, (after, part) => Emit(part, after));
            case Alternatives alternatives:
                return Add(0, [.. alternatives.Branches.Select(branch => Emit(branch, next))]);
            case Repeat repeat:
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
                throw Unexpected();
        }
    }

    private int Add(int mask, params int[] targets)
    {
        _states.Add(new State(mask, targets));
        return _states.Count - 1;
    }

    private DigitPattern BuildSubsets(int start)
    {
        var numbers = new Dictionary<string, short>(StringComparer.Ordinal);
        var subsets = new List<SortedSet<int>>();
        var next = new List<short>();
        NumberOf(Close([start]));
        for (int i = 0; i < subsets.Count; i++)
        {
            for (int digit = 0; digit < 10; digit++)
            {
                int bit = 1 << digit;
                SortedSet<int> after = Close(subsets[i].Where(s => (_states[s].Mask & bit) != 0).Select(s => _states[s].Targets[0]));
                next.Add(after.Count == 0 ? DigitPattern.Dead : NumberOf(after));
            }
        }

        return new DigitPattern([.. next], [.. subsets.Select(subset => subset.Contains(Final))]);

        short NumberOf(SortedSet<int> subset)
        {
            string key = string.Join(",", subset);
            if (!numbers.TryGetValue(key, out short number))
            {
                number = checked((short)subsets.Count);
                numbers.Add(key, number);
                subsets.Add(subset);
            }

            return number;
        }
    }

    private SortedSet<int> Close(IEnumerable<int> states)
    {
        var closure = new SortedSet<int>();
        var pending = new Stack<int>(states);
        while (pending.Count > 0)
        {
            int state = pending.Pop();
            if (closure.Add(state) && _states[state].Mask == 0)
            {
                foreach (int target in _states[state].Targets)
                {
                    pending.Push(target);
                }
            }
        }

        return closure;
    }

    /// <summary>A digit of <paramref name="Mask"/> leads to the one target; without a mask every target is reached for nothing.</summary>
    private sealed record State(int Mask, int[] Targets);

    private abstract record Node;

    private sealed record DigitClass(int Mask) : Node;

    private sealed record Sequence(IReadOnlyList<Node> Parts) : Node;

    private sealed record Alternatives(IReadOnlyList<Node> Branches) : Node;

    private sealed record Repeat(Node Inner, int Least, int Most) : Node;
}
