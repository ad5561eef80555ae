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
/// Converts a person to the identifiers of an upload. A value that cannot be compared with an upload is an error: it would never be found,
/// and a test that expects a person to be absent would always pass.
/// </summary>
/// <param name="readRow">Reads a row that is not a dictionary; null when there are no such rows.</param>
/// <param name="keys">The uploaded keys.</param>
internal sealed class PersonIdentifiers(Func<object, IDictionary?>? readRow, IReadOnlyList<string> keys)
{
    private const string Advice = "Use a row of the list, an email address, a phone number that starts with + and the country calling code, or the SHA-256 hash of one of these.";

    private static readonly SchemaKey[] Contacts = [SchemaKey.EMAIL, SchemaKey.PHONE];

    // Ids are uploaded unchanged, so a column contains ids only when its name is the key.
    private static readonly ColumnTarget[] Ids = [.. SchemaKeys.All.Where(static key => SchemaColumn.IsId(key.ToString())).Select(ColumnTarget.FromSchemaKey)];

    /// <summary>Returns the identifiers of a person in the format of an upload: hashes, and unchanged ids.</summary>
    /// <param name="person">A row, an email address, a phone number, a SHA-256 hash, or an id when ids were uploaded.</param>
    /// <exception cref="ArgumentException">The value is none of these, or a row without an identifier.</exception>
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
        return hasIds && text.Length > 0 ? text : throw new ArgumentException($"The value is not an email address, a phone number or a hash. {Advice}", nameof(text));
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
        throw new ArgumentException($"The row does not identify a person{(problem.Length > 0 ? $": {problem}" : string.Empty)}. {Advice}", nameof(row));
    }
}
