using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Numbering;

/// <summary>The numbering plans of all countries, loaded on first use. Thread-safe. Antarctica, Bouvet Island, Heard and McDonald Islands, Pitcairn, South
/// Georgia, the French Southern Territories and the US Minor Outlying Islands have none.</summary>
internal static class NumberingPlans
{
    private const string ResourceName = "MessengerMarketing.numbering-plans.tsv";
    private const int MaxCallingCode = 3;

    private static readonly Lazy<Table> Plans = new(Table.Read);

    /// <summary>Finds the plan of a country.</summary>
    /// <param name="alpha2">ISO 3166-1 alpha-2 code in any case, such as <c>VN</c>.</param>
    /// <param name="plan">The plan of the country, even if it shares its calling code with other countries.</param>
    /// <returns>Whether the country has a plan.</returns>
    public static bool TryGetByCountry(string alpha2, [NotNullWhen(true)] out NumberingPlan? plan)
    {
        plan = null;
        return alpha2 is { Length: 2 } && Plans.Value.ByCountry.TryGetValue(alpha2, out plan);
    }

    /// <summary>Finds the plan of the calling code that an international number begins with.</summary>
    /// <param name="digits">ASCII digits only, calling code first.</param>
    /// <param name="plan">The plan of the calling code's main country.</param>
    /// <returns>Whether the first digits are a calling code.</returns>
    public static bool TryGetByCallingCode(CellBuffer digits, [NotNullWhen(true)] out NumberingPlan? plan)
    {
        if (digits is null)
        {
            throw new ArgumentNullException(nameof(digits));
        }

        return TryGetByCallingCode(digits.Chars, 0, digits.Length, out plan);
    }

    /// <summary>Finds the plan of the calling code that an international number begins with.</summary>
    /// <param name="digits">Contains the number as ASCII digits, starting with the calling code.</param>
    /// <param name="start">Index of the number's first digit.</param>
    /// <param name="length">How many digits the number has.</param>
    /// <param name="plan">The plan of the calling code's main country.</param>
    /// <returns>Whether the first digits are a calling code.</returns>
    public static bool TryGetByCallingCode(char[] digits, int start, int length, [NotNullWhen(true)] out NumberingPlan? plan)
    {
        if (digits is null)
        {
            throw new ArgumentNullException(nameof(digits));
        }

        // No calling code is the prefix of another, so the first match is the only one.
        NumberingPlan?[] byCode = Plans.Value.ByCallingCode;
        int code = 0;
        plan = null;
        for (int i = 0; i < Math.Min(length, MaxCallingCode) && plan is null; i++)
        {
            code = (code * 10) + digits[start + i] - '0';
            if (code == 0)
            {
                return false;
            }

            plan = byCode[code];
        }

        return plan is not null;
    }

    private sealed class Table
    {
        internal Dictionary<string, NumberingPlan> ByCountry { get; } = new(256, StringComparer.OrdinalIgnoreCase);

        internal NumberingPlan?[] ByCallingCode { get; } = new NumberingPlan?[1000];

        internal static Table Read()
        {
            var table = new Table();
            foreach (string line in EmbeddedTable.Lines(ResourceName))
            {
                table.Add(line.Split('\t'));
            }

            return table;
        }

        private void Add(string[] cells)
        {
            int lengths = 0;
            foreach (string length in cells[9].Split(','))
            {
                lengths |= 1 << Number(length);
            }

            var plan = new NumberingPlan(
                cells[0], cells[1], cells[2].Length > 0, cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], lengths);
            if (char.IsLetter(plan.CountryCode[0]))
            {
                ByCountry.Add(plan.CountryCode, plan);
            }

            if (plan.IsMainCountry)
            {
                ByCallingCode[Number(plan.CallingCode)] = plan;
            }
        }

        private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
