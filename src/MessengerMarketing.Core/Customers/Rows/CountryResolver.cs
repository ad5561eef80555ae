using System;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Resolves the country whose rules apply to a row: its own country, or the default. Consecutive rows often have the same country, so the last result
/// is cached.</summary>
internal sealed class CountryResolver
{
    private readonly Entry _default;
    private Entry _lastOfRow;
    private Entry _current;

    /// <param name="defaultCountry">Country of rows that do not specify one, alpha-2 or a name, or null.</param>
    /// <exception cref="ArgumentException">The country is unknown.</exception>
    public CountryResolver(string? defaultCountry)
    {
        if (!string.IsNullOrWhiteSpace(defaultCountry))
        {
            if (!Countries.TryGetCode(defaultCountry!, out string? code))
            {
                string meant = Countries.Suggest(defaultCountry!) is { } near ? $" Did you mean {near}?" : string.Empty;
                throw new ArgumentException($"'{defaultCountry}' is not a country. Use an ISO 3166-1 alpha-2 code, such as VN.{meant}", nameof(defaultCountry));
            }

            _default = Entry.Find(code);
        }

        _current = _default;
    }

    /// <summary>Alpha-2 code in lowercase, or null if the country is not known.</summary>
    public string? Code => _current.Code;

    /// <summary>The numbering plan of the country, or null if the country is not known or has none.</summary>
    public NumberingPlan? Plan => _current.Plan;

    /// <summary>Starts a row with the default country.</summary>
    public void StartRow() => _current = _default;

    /// <summary>Sets the row's own country, normalized.</summary>
    public void UseRowCountry(CellBuffer code)
    {
        if (_lastOfRow.Code is not { } last || last[0] != code[0] || last[1] != code[1])
        {
            _lastOfRow = Entry.Find(code.ToString());
        }

        _current = _lastOfRow;
    }

    private readonly record struct Entry(string? Code, NumberingPlan? Plan)
    {
        public static Entry Find(string code)
            => new(code, NumberingPlans.TryGetByCountry(code, out NumberingPlan? plan) ? plan : null);
    }
}
