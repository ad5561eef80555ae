using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes COUNTRY to a lowercase ISO 3166-1 alpha-2 code. Source: Meta's guide.</summary>
internal static class CountryNormalizer
{
    /// <summary>Normalizes a country. Never throws because of the content of a cell.</summary>
    /// <param name="value">A code or a name: <c>US</c>, <c>usa</c>, <c>United States</c>, <c>Việt Nam</c>, <c>UK</c>.</param>
    /// <param name="output">Receives the code. It is cleared first, and empty if the cell is rejected.</param>
    /// <returns><see cref="RejectReason.None"/>, or <see cref="RejectReason.NotRecognized"/> if the value is not a country.</returns>
    public static RejectReason Normalize(string value, CellBuffer output)
    {
        if (output is null)
        {
            throw new ArgumentNullException(nameof(output));
        }

        output.Clear();
        if (!Countries.TryGetCode(value, out string? code))
        {
            return RejectReason.NotRecognized;
        }

        output.Append(code);
        return RejectReason.None;
    }
}
