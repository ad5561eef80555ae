using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves the columns of a list for a cmdlet, and tells the caller how they are read.</summary>
internal static class ColumnMappings
{
    /// <summary>Resolves columns; those that cannot be used end the cmdlet.</summary>
    public static ColumnMapping Resolve(CustomerInputCmdlet cmdlet, IReadOnlyList<string> columnNames) => ArgumentErrors.Guard(cmdlet, () =>
    {
        ColumnMapping mapping = ColumnMapping.Resolve(columnNames, cmdlet.ColumnMap);
        cmdlet.WriteVerbose($"Columns read: {string.Join(", ", mapping.Columns.Select(column => $"{column.Target} from '{column.Name}'"))}.");
        if (mapping.UnusedColumns.Count > 0)
        {
            cmdlet.WriteVerbose($"Columns not used. {ColumnMappingException.Describe(mapping.UnusedColumns)}");
        }

        foreach (KeyValuePair<MappedColumn, string> rival in mapping.Rivals)
        {
            cmdlet.WriteWarning(FormatRivals(rival.Key, rival.Value));
        }

        foreach (KeyValuePair<string, ColumnTarget> near in mapping.NearMisses)
        {
            cmdlet.WriteWarning($"The column '{near.Key}' is not used. If it is {near.Value}, say so: -ColumnMap @{{ {near.Value} = '{near.Key.Replace("'", "''")}' }}");
        }

        return mapping;
    });

    private static string FormatRivals(MappedColumn read, string other) => string.Equals(read.Name.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase)
        ? $"Two columns are named '{other}', and the first is read as {read.Target}. Rename the one that is not meant."
        : $"Two columns may be {read.Target}: '{read.Name}' is read, '{other}' is not. Say which one is meant: -ColumnMap @{{ {read.Target} = '{other.Replace("'", "''")}' }}, or '{read.Name.Replace("'", "''")}'.";
}
