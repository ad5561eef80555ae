using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Binding;

/// <summary>
/// Reads <c>@{ EMAIL = 'Work mail'; PHONE = 'Mobile', 'Phone' }</c> into a column map. An unknown key is an error that lists the keys.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnMapTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not IDictionary entries)
        {
            throw new ArgumentTransformationMetadataException("Specify a hashtable of schema keys and column names, such as @{ EMAIL = 'Work mail'; PHONE = 'Mobile', 'Phone' }.");
        }

        var map = new Dictionary<ColumnTarget, IReadOnlyList<string>>();
        foreach (DictionaryEntry entry in entries)
        {
            if (!ColumnTarget.TryParse(entry.Key?.ToString(), out ColumnTarget? target))
            {
                string meant = ColumnTarget.Suggest($"{entry.Key}") is { } near ? $" Did you mean {near}?" : string.Empty;
                throw new ArgumentTransformationMetadataException(
                    $"'{entry.Key}' is not a schema key.{meant} Specify the key first and the column of the list second, such as @{{ EMAIL = 'Work mail' }}. "
                    + $"Keys: {string.Join(", ", SchemaKeys.All.Select(key => key.ToString()))}, DOB.");
            }

            string[] columns = ReadColumns(entry.Value);
            if (columns.Length == 0 || Array.Exists(columns, string.IsNullOrWhiteSpace))
            {
                throw new ArgumentTransformationMetadataException($"The column map names no column for {target}.");
            }

            map[target.Value] = columns;
        }

        return new ColumnMap(map);
    }

    private static string[] ReadColumns(object? value) => LanguagePrimitives.GetEnumerable(value) is { } several
        ? [.. several.Cast<object?>().Select(static column => column?.ToString() ?? string.Empty)]
        : [value?.ToString() ?? string.Empty];
}
