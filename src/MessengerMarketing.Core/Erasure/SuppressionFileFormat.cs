using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Erasure;

/// <summary>The format of the lines in a suppression list of hashes: a column of email addresses and a column of phone numbers.</summary>
/// <param name="Delimiter">Comma, semicolon or tab.</param>
/// <param name="IsEmailFirst">Whether the email address is the first column.</param>
/// <param name="LineEnd">Line feed, with or without a carriage return.</param>
internal sealed record SuppressionFileFormat(char Delimiter, bool IsEmailFirst, string LineEnd)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];
    private static readonly char[] Quote = ['"'];

    /// <summary>The format of new files.</summary>
    public static SuppressionFileFormat Default { get; } = new(',', true, "\n");

    /// <summary>The line with the column names.</summary>
    public string Header => Join("EMAIL", "PHONE");

    /// <summary>Reads a header line.</summary>
    /// <param name="line">The line, without its line feed.</param>
    /// <returns>The format, or null if the columns are different.</returns>
    public static SuppressionFileFormat? TryParse(string line)
    {
        string names = line.TrimEnd('\r');
        char delimiter = Array.Find(Delimiters, each => names.Count(character => character == each) == 1);
        if (delimiter == default)
        {
            return null;
        }

        SchemaKey?[] keys = [.. Split(names, delimiter).Select(FindKey)];
        return keys.Contains(SchemaKey.EMAIL) && keys.Contains(SchemaKey.PHONE)
            ? new SuppressionFileFormat(delimiter, keys[0] == SchemaKey.EMAIL, names.Length < line.Length ? "\r\n" : "\n")
            : null;
    }

    /// <summary>Reads a line with hashes. Each cell is a SHA-256 hash or blank.</summary>
    /// <param name="line">The line, without its line feed.</param>
    /// <param name="person">The hashes in lowercase.</param>
    /// <returns>Whether the line has this format. Lines without hashes count.</returns>
    public bool TryRead(string line, out HashedPerson person)
    {
        person = default;
        string[] cells = line.Trim('\r').Length == 0 ? [string.Empty, string.Empty] : Split(line.TrimEnd('\r'), Delimiter);
        if (cells.Length != 2 || !Array.TrueForAll(cells, static cell => cell.Length == 0 || IsHash(cell)))
        {
            return false;
        }

        string?[] hashes = Array.ConvertAll(cells, static cell => cell.Length == 0 ? null : cell.ToLowerInvariant());
        person = IsEmailFirst ? new HashedPerson(hashes[0], hashes[1]) : new HashedPerson(hashes[1], hashes[0]);
        return true;
    }

    /// <summary>Whether bytes at the end of the file can be the start of an incomplete line.</summary>
    public bool IsTorn(string text) => text.TrimEnd('\0').All(character => IsHexDigit(character) || character == Delimiter || character == '\r');

    /// <summary>Writes a line, with its line feed.</summary>
    public string Join(string? email, string? phone) => IsEmailFirst ? $"{email}{Delimiter}{phone}{LineEnd}" : $"{phone}{Delimiter}{email}{LineEnd}";

    private static string[] Split(string line, char delimiter) => [.. line.Split(delimiter).Select(static cell => cell.Trim().Trim(Quote))];

    private static SchemaKey? FindKey(string name)
    {
        IReadOnlyList<MappedColumn> columns = ColumnMapping.Resolve([name]).Columns;
        return columns.Count == 1 ? columns[0].Target.Key : null;
    }

    private static bool IsHash(string cell) => cell.Length == HexDigest.Sha256Length && cell.All(IsHexDigit);

    private static bool IsHexDigit(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
