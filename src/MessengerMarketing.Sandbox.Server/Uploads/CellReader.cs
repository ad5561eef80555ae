using System;
using System.Buffers.Text;
using System.Text.Json;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>Checks one cell against its column.</summary>
internal static class CellReader
{
    // This text is from recorded traffic.
    private const string EmptyExternalId = "empty external ID";

    /// <summary>Reads a cell.</summary>
    /// <param name="reader">Must be at the start of the cell, and is then at its end.</param>
    /// <param name="column">The cell's column.</param>
    /// <param name="identifier">The identifier; 0 when the cell is empty, not valid or not an identifier.</param>
    /// <returns>Why the cell is not valid, or null.</returns>
    public static string? Read(ref Utf8JsonReader reader, SchemaColumn column, out ulong identifier)
    {
        identifier = 0;
        if (column.Rule == CellRule.Unchecked)
        {
            reader.Skip();
            return null;
        }

        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            reader.Skip();
            return FormatProblem(column);
        }

        if (!reader.ValueIsEscaped)
        {
            return Check(reader.ValueSpan, reader.TokenType, column, out identifier);
        }

        byte[] unescaped = new byte[reader.ValueSpan.Length];
        int length = reader.CopyString(unescaped);
        return Check(unescaped.AsSpan(0, length), reader.TokenType, column, out identifier);
    }

    private static string? Check(ReadOnlySpan<byte> cell, JsonTokenType type, SchemaColumn column, out ulong identifier)
    {
        identifier = 0;
        if (cell.Length == 0)
        {
            return column.Rule == CellRule.RequiredId ? EmptyExternalId : null;
        }

        switch (column.Rule)
        {
            case CellRule.Sha256:
                bool hashed = CellIdentifier.TryReadSha256(cell, out ulong read) && type == JsonTokenType.String;
                identifier = hashed ? read : 0;
                return hashed ? null : FormatProblem(column);

            case CellRule.Value:
                return Utf8Parser.TryParse(cell, out double value, out int used) && used == cell.Length && value >= 0 && !double.IsInfinity(value)
                    ? null
                    : FormatProblem(column);

            default:
                identifier = CellIdentifier.FromBytes(cell);
                return null;
        }
    }

    private static string FormatProblem(SchemaColumn column) => column.Rule switch
    {
        CellRule.Sha256 => $"{column.Key} is not a SHA-256 hash in lowercase hexadecimal digits",
        CellRule.Value => $"{column.Key} is not a number of at least zero",
        CellRule.RequiredId => EmptyExternalId,
        _ => $"{column.Key} is not a string or a number",
    };
}
