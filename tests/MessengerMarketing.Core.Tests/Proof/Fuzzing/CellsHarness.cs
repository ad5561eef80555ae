using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Cells: a key, a country and a value, with bars between them. What a cell becomes is never empty, is the same with or without blanks around the cell, and becomes itself.
/// </summary>
internal sealed class CellsHarness() : FuzzHarness("cells", 20_000)
{
    private static readonly string[] Countries = [.. PhoneNumbers.PhoneNumberUtil.GetInstance().GetSupportedRegions().Where(static region => region is not ("AC" or "TA"))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "|", "EMAIL|", "PHONE|", "DOBY|", "ZIP|", "ST|", "|US|", "|VN|", "|DE|", "|BR|", "|IT|", "|HK|", "|JP|", "|AR|", "|GB|", "|RU|", "|CO|", "|MX|", "|XK|", "||", "+", "00", "0", "011", "1", "84", "49", "(0)", "(", ")", "-", ".", " ", "/", "ext", "x", ";",
        "E+11", ".0", "'", "\"", "=", "@", "@example.com", "mailto:", "<", ">", "é", "e\u0301", "ß", "İ", "\u200B", "\u00A0", "\u202E", "½", "²", "３", "٣", "\uFEFF", "\u00AD", "N/A", "null", "#N/A", "Massachusetts", "MA", "US-MA", "f", "Frau", "1990", "15",
    ];

    /// <inheritdoc/>
    public override int MaxLength => 120;

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        string[] parts = Encoding.UTF8.GetString(input).Split('|', 3);
        SchemaKey key = Enum.TryParse(parts[0], out SchemaKey named) && Enum.IsDefined(named) ? named : (SchemaKey)(input.Length % SchemaKeys.All.Count);
        string? country = parts.Length > 1 && Countries.Contains(parts[1]) ? parts[1] : null;
        string value = parts[^1];
        if (TextRules.IsBlank(value))
        {
            return;
        }

        RejectReason reason = Cell.Read(key, value, country, out string once, out CellState state);
        Assert.Equal(reason != RejectReason.None, state == CellState.Blank);
        if (state != CellState.Blank)
        {
            Assert.NotEmpty(once);
            CellLaws.CheckIdempotence(key, once, state, country);
        }

        RejectReason padded = Cell.Read(key, $" {value}\t", country, out string same, out _);
        Assert.Equal((reason == RejectReason.None, once), (padded == RejectReason.None, same));
    }
}
