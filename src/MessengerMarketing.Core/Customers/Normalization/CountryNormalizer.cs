using System;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalises COUNTRY to an ISO 3166-1 alpha-2 code in lower case, as Meta's guide to customer files asks.</summary>
internal static class CountryNormalizer
{
    /// <summary>Normalises one country. Never throws on a cell's content.</summary>
    /// <param name="value">A code or a name: <c>US</c>, <c>usa</c>, <c>United States</c>, <c>Việt Nam</c>, <c>UK</c>.</param>
    /// <param name="output">Receives the code; cleared first, and empty on rejection.</param>
    /// <returns><see cref="RejectReason.None"/>, or <see cref="RejectReason.NotRecognized"/> for what is no country.</returns>
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
