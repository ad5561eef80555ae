using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Binding;

/// <summary>Reads <c>@{ EMAIL = 'Work mail' }</c> into a column map and says which keys there are when one is unknown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnMapTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not IDictionary entries)
        {
            throw new ArgumentTransformationMetadataException("Give the map as a hashtable of schema keys and column names, as in @{ EMAIL = 'Work mail' }.");
        }

        var map = new Dictionary<ColumnTarget, string>();
        foreach (DictionaryEntry entry in entries)
        {
            if (!ColumnTarget.TryParse(entry.Key?.ToString(), out ColumnTarget? target))
            {
                string meant = ColumnTarget.Suggest($"{entry.Key}") is { } near ? $" Did you mean {near}?" : string.Empty;
                throw new ArgumentTransformationMetadataException(
                    $"'{entry.Key}' is not a schema key.{meant} Give the key first and the list's column second, as in @{{ EMAIL = 'Work mail' }}. "
                    + $"Keys: {string.Join(", ", SchemaKeys.All.Select(key => key.ToString()))}, DOB.");
            }

            if (string.IsNullOrWhiteSpace(entry.Value?.ToString()))
            {
                throw new ArgumentTransformationMetadataException($"The column map names no column for {target}.");
            }

            map[target.Value] = entry.Value!.ToString()!;
        }

        return map;
    }
}
