using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

/// <summary>One cell, taken through the rule of its key.</summary>
internal static class Cell
{
    /// <summary>What a cell becomes; fails when it is rejected.</summary>
    public static string Normalized(SchemaKey key, string value, string? country = null)
    {
        RejectReason reason = Read(key, value, country, out string text, out CellState state);
        Assert.Equal(RejectReason.None, reason);
        Assert.Equal(key.IsHashed() ? CellState.Plain : CellState.Raw, state);
        return text;
    }

    /// <summary>Why a cell is rejected; fails when it is not left blank.</summary>
    public static RejectReason Rejected(SchemaKey key, string value, string? country = null)
    {
        RejectReason reason = Read(key, value, country, out _, out CellState state);
        Assert.NotEqual(RejectReason.None, reason);
        Assert.Equal(CellState.Blank, state);
        return reason;
    }

    public static RejectReason Read(SchemaKey key, string value, string? country, out string text, out CellState state, bool alreadyHashed = false)
    {
        // A worker reuses its buffer.
        var output = new CellBuffer();
        output.Append("left over");
        RejectReason reason = new CellNormalizer(new HashingOptions { AlreadyHashed = alreadyHashed })
            .Normalize(key, value, new CountryResolver(country), output, out state);
        text = output.ToString();
        return reason;
    }
}
