using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>
/// What a person is uploaded as. A value that cannot be compared with an upload is an error: it would never be found, and a test that expects
/// somebody to be absent would always pass.
/// </summary>
/// <param name="readRow">Reads a row that is no dictionary; null for none.</param>
/// <param name="keys">The keys that were uploaded so far.</param>
internal sealed class PersonIdentifiers(Func<object, IDictionary?>? readRow, IReadOnlyList<string> keys)
{
    private const string Advice = "Give a row of the list, an email address, a phone number that begins with + and the country code, or a SHA-256 hash of one of these.";

    private static readonly SchemaKey[] Contacts = [SchemaKey.EMAIL, SchemaKey.PHONE];

    // Ids travel as they are, so a column is only one when it has the key's name.
    private static readonly ColumnTarget[] Ids = [.. SchemaKeys.All.Where(static key => SchemaColumn.IsId(key.ToString())).Select(ColumnTarget.FromSchemaKey)];

    /// <summary>The identifiers of a person as an upload holds them: hashes, and ids as they are.</summary>
    /// <param name="person">A row, an email address, a phone number, a SHA-256 hash, or an id if ids were uploaded.</param>
    /// <exception cref="ArgumentException">It is none of these, or a row without an identifier.</exception>
    public IReadOnlyList<string> Read(object person) => person switch
    {
        null => throw new ArgumentNullException(nameof(person)),
        string text => [ReadText(text.Trim())],
        IDictionary row => ReadRow(row),
        _ => readRow?.Invoke(person) is { } row ? ReadRow(row) : [ReadText(Convert.ToString(person, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty)],
    };

    private string ReadText(string text)
    {
        if (text.Length == 64 && text.All(Uri.IsHexDigit))
        {
            return text.ToLowerInvariant();
        }

        if (text.IndexOf('@') >= 0)
        {
            return ReadRow(new Dictionary<string, string> { ["EMAIL"] = text })[0];
        }

        if (text.StartsWith("+", StringComparison.Ordinal))
        {
            return ReadRow(new Dictionary<string, string> { ["PHONE"] = text })[0];
        }

        bool hasIds = keys.Any(static key => SchemaColumn.IsId(key));
        return hasIds && text.Length > 0 ? text : throw new ArgumentException($"The value is neither an email address, nor a phone number, nor a hash. {Advice}", nameof(text));
    }

    private static string[] ReadRow(IDictionary row)
    {
        string[] names = [.. row.Keys.Cast<object>().Select(static name => Convert.ToString(name, CultureInfo.InvariantCulture) ?? string.Empty)];
        string?[] values = [.. row.Values.Cast<object?>().Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture))];
        var ids = Ids
            .Select(id => (id, Name: Array.Find(names, name => string.Equals(name, id.ToString(), StringComparison.OrdinalIgnoreCase))))
            .Where(static column => column.Name is not null)
            .ToDictionary(static column => column.id, static column => (IReadOnlyList<string>)[column.Name!]);
        var mapping = ColumnMapping.Resolve(names, ids);
        using var block = new RowBlock(mapping.Columns.Count, 1, number: 1, firstRow: 1);
        block.AddRow([.. mapping.Columns.Select(column => values[column.Index])]);
        using var converter = new RowConverter(mapping, new HashingOptions(), normalized: false);
        HashedUser user = converter.Convert(block, 0);
        string[] found = [.. user.Values
            .Where(static cell => (Contacts.Contains(cell.Key) || SchemaColumn.IsId(cell.Key.ToString())) && cell.Value.Length > 0)
            .Select(static cell => cell.Value)];
        if (found.Length > 0)
        {
            return found;
        }

        string problem = string.Join(", ", user.Issues.Where(static issue => issue.Key is not null).Select(static issue => $"{issue.Key} {issue.Reason}"));
        throw new ArgumentException($"The row names nobody{(problem.Length > 0 ? $": {problem}" : string.Empty)}. {Advice}", nameof(row));
    }
}
