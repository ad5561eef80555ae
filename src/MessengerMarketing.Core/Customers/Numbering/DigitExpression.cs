using System;
using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>A regular expression of decimal digits: digits, classes, groups, alternatives, and bounded repeats.</summary>
internal abstract record DigitExpression
{
    /// <summary>Parses the text of an expression.</summary>
    /// <exception cref="FormatException">The text contains unsupported syntax.</exception>
    internal static DigitExpression Parse(string pattern) => new Parser(pattern).Parse();

    /// <summary>One digit <c>d</c> for which bit <c>1 &lt;&lt; d</c> of <paramref name="Mask"/> is set.</summary>
    internal sealed record DigitClass(int Mask) : DigitExpression;

    /// <summary>All of <paramref name="Parts"/>, one after the other.</summary>
    internal sealed record Sequence(IReadOnlyList<DigitExpression> Parts) : DigitExpression;

    /// <summary>Any one of <paramref name="Branches"/>.</summary>
    internal sealed record Alternatives(IReadOnlyList<DigitExpression> Branches) : DigitExpression;

    /// <summary><paramref name="Inner"/> at least <paramref name="Least"/> and at most <paramref name="Most"/> times.</summary>
    internal sealed record Repeat(DigitExpression Inner, int Least, int Most) : DigitExpression;

    private sealed class Parser(string pattern)
    {
        private const int AnyDigit = (1 << 10) - 1;

        private int _position;

        internal DigitExpression Parse()
        {
            DigitExpression root = ParseAlternatives();
            return AtEnd ? root : throw Unexpected();
        }

        private bool AtEnd => _position == pattern.Length;

        private DigitExpression ParseAlternatives()
        {
            var branches = new List<DigitExpression> { ParseSequence() };
            while (!AtEnd && pattern[_position] == '|')
            {
                _position++;
                branches.Add(ParseSequence());
            }

            return branches.Count == 1 ? branches[0] : new Alternatives(branches);
        }

        private Sequence ParseSequence()
        {
            var parts = new List<DigitExpression>();
            while (!AtEnd && pattern[_position] is not ('|' or ')'))
            {
                parts.Add(ParseRepeat(ParseAtom()));
            }

            return new Sequence(parts);
        }

        private DigitExpression ParseAtom()
        {
            switch (pattern[_position++])
            {
                case '(':
                    if (string.CompareOrdinal(pattern, _position, "?:", 0, 2) == 0)
                    {
                        _position += 2;
                    }

                    DigitExpression inner = ParseAlternatives();
                    Expect(')');
                    return inner;
                case '[':
                    return new DigitClass(ParseClass());
                case '\\':
                    Expect('d');
                    return new DigitClass(AnyDigit);
                case '$':
                    // Only prefix patterns use it. The expression of the rewrite rule confirms the match.
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
            while (!AtEnd && pattern[_position] != ']')
            {
                if (pattern[_position] == '\\')
                {
                    _position++;
                    Expect('d');
                    mask |= AnyDigit;
                    continue;
                }

                int first = ParseDigit();
                int last = first;
                if (!AtEnd && pattern[_position] == '-')
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

        private DigitExpression ParseRepeat(DigitExpression atom)
        {
            if (AtEnd || pattern[_position] is not ('?' or '{'))
            {
                return atom;
            }

            if (pattern[_position++] == '?')
            {
                return new Repeat(atom, 0, 1);
            }

            int close = pattern.IndexOf('}', _position);
            if (close < 0)
            {
                throw Unexpected();
            }

            string[] bounds = pattern.Substring(_position, close - _position).Split(',');
            _position = close + 1;
            int least = int.Parse(bounds[0], CultureInfo.InvariantCulture);
            return new Repeat(atom, least, bounds.Length == 1 ? least : int.Parse(bounds[1], CultureInfo.InvariantCulture));
        }

        private int ParseDigit() =>
            !AtEnd && pattern[_position] is >= '0' and <= '9' ? pattern[_position++] - '0' : throw Unexpected();

        private void Expect(char expected)
        {
            if (AtEnd || pattern[_position] != expected)
            {
                throw Unexpected();
            }

            _position++;
        }

        private FormatException Unexpected() =>
            new(string.Format(CultureInfo.InvariantCulture, "Numbering plan pattern not understood at {0}: {1}", _position, pattern));
    }
}
