using System;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>The part of a phone number after the calling code: some of the digits in a buffer, or a separate text if a rule of the plan rewrote them.</summary>
internal readonly struct NationalNumber
{
    private readonly string? _rewritten;
    private readonly int _start;

    private NationalNumber(int start, int length, string? rewritten)
    {
        _start = start;
        Length = rewritten?.Length ?? length;
        _rewritten = rewritten;
    }

    /// <summary>Number of digits.</summary>
    internal int Length { get; }

    /// <summary>Returns the digits from <paramref name="start"/> unchanged, including any prefix.</summary>
    internal static NationalNumber AsWritten(CellBuffer digits, int start) =>
        new(start, digits.Length - start, rewritten: null);

    /// <summary>Returns the digits from <paramref name="start"/> without the trunk prefix. A number that fits the plan keeps its first digits unless it also
    /// fits without them: Italy's <c>06…</c> and Russia's <c>800…</c> are kept. If a number fits in neither way, the trunk prefix is removed.</summary>
    internal static NationalNumber WithoutTrunkPrefix(NumberingPlan plan, CellBuffer digits, int start)
    {
        NationalNumber asWritten = AsWritten(digits, start);
        int zeros = ZerosAt(digits, start);
        int trunk = StartsWith(digits, start, plan.TrunkPrefix) ? plan.TrunkPrefix.Length : 0;
        if (zeros == 0 && trunk == 0 && plan.PrefixPatternText.Length == 0)
        {
            // There is no prefix to remove, whether the number fits the plan or not.
            return asWritten;
        }

        bool keepsZero = plan.CanStartWithZero;
        if (!keepsZero && plan.PrefixPatternText.Length == 0 && plan.TrunkPrefix is "0" or "")
        {
            return asWritten.WithoutFirst(zeros);
        }

        string? rewritten = null;
        int prefix = plan.PrefixPattern?.Match(digits.Chars, start, asWritten.Length, out rewritten) ?? 0;
        if (prefix > 0)
        {
            var candidate = new NationalNumber(start + prefix, asWritten.Length - prefix, rewritten);
            if (candidate.Fits(plan, digits))
            {
                return candidate;
            }
        }

        if (trunk > 0 && asWritten.WithoutFirst(trunk).Fits(plan, digits))
        {
            return asWritten.WithoutFirst(trunk);
        }

        if (asWritten.Fits(plan, digits))
        {
            return asWritten;
        }

        // Like their neighbors, people also write (0) in countries without a trunk prefix.
        if (!keepsZero || asWritten.WithoutFirst(zeros).Fits(plan, digits))
        {
            trunk = Math.Max(trunk, zeros);
        }

        // A first digit that can be a trunk prefix or part of the number is removed only if the rest can be a number.
        bool isTrunk = zeros > 0 || plan.IsPossibleLength(asWritten.Length - trunk);
        return isTrunk ? asWritten.WithoutFirst(trunk) : asWritten;
    }

    /// <summary>Returns whether <paramref name="prefix"/> is at <paramref name="start"/>.</summary>
    internal static bool StartsWith(CellBuffer digits, int start, string prefix)
    {
        if (prefix.Length > digits.Length - start)
        {
            return false;
        }

        for (int i = 0; i < prefix.Length; i++)
        {
            if (digits[start + i] != prefix[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the number of zeros from <paramref name="start"/>.</summary>
    internal static int ZerosAt(CellBuffer digits, int start)
    {
        int end = start;
        while (end < digits.Length && digits[end] == '0')
        {
            end++;
        }

        return end - start;
    }

    /// <summary>Returns whether this is a number of the plan.</summary>
    internal bool Fits(NumberingPlan plan, CellBuffer digits) => _rewritten is null
        ? plan.Fits(digits.Chars, _start, Length)
        : plan.Fits(_rewritten.ToCharArray(), 0, Length);

    /// <summary>Returns whether this is a mobile number of the plan.</summary>
    internal bool FitsMobile(NumberingPlan plan, CellBuffer digits) => _rewritten is null
        ? plan.FitsMobile(digits.Chars, _start, Length)
        : plan.FitsMobile(_rewritten.ToCharArray(), 0, Length);

    /// <summary>Makes <paramref name="digits"/> this number, with its calling code in front.</summary>
    internal void WriteTo(CellBuffer digits, string callingCode)
    {
        if (_rewritten is not null)
        {
            digits.Clear();
            digits.Append(callingCode);
            digits.Append(_rewritten);
            return;
        }

        digits.RemoveStart(_start);
        int length = digits.Length;
        digits.Append(callingCode);
        Array.Copy(digits.Chars, 0, digits.Chars, callingCode.Length, length);
        callingCode.CopyTo(0, digits.Chars, 0, callingCode.Length);
    }

    private NationalNumber WithoutFirst(int count) => new(_start + count, Length - count, rewritten: null);
}
