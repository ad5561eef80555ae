using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Hashing;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

/// <summary>Laws of the rules of cells, for tests with generated cells.</summary>
internal static class CellLaws
{
    /// <summary>Checks that what a cell became becomes itself, as far as its rule promises it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="once">What the cell became.</param>
    /// <param name="state">Its state; not blank.</param>
    /// <param name="country">The row's country; null for none.</param>
    public static void CheckIdempotence(SchemaKey key, string once, CellState state, string? country)
    {
        // Null, None and Nan are names by their capital letter, which is gone by then; a hash in pieces is a hash only afterwards.
        bool becomesAnother = state == CellState.Plain && (once is "null" or "none" or "nan" or "na" || HexDigest.Measure(once, out _) is HexDigest.Md5Length or HexDigest.Sha256Length);
        if (becomesAnother || (key == SchemaKey.PHONE && state != CellState.Hashed && !IsNumberOfSomePlan(once)))
        {
            return;
        }

        // Digits alone do not say that they begin with a calling code; the plus sign does.
        string again = key == SchemaKey.PHONE && state == CellState.Plain ? "+" + once : once;
        Assert.Equal(RejectReason.None, Cell.Read(key, again, country, out string twice, out CellState stateAgain));
        Assert.Equal((once, state), (twice, stateAgain));
    }

    /// <summary>Digits that fit no plan are sent as they are; whether they begin with a trunk prefix, nobody can say.</summary>
    private static bool IsNumberOfSomePlan(string digits)
    {
        var number = new CellBuffer();
        number.Append(digits);
        return InternationalNumber.At(number, 0).Plan is { } plan && NationalNumber.AsWritten(number, plan.CallingCode.Length).Fits(plan, number);
    }
}
