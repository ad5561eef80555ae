using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves the columns of a list for a cmdlet, and tells the caller how they are read.</summary>
internal static class ColumnMappings
{
    /// <summary>Resolves columns; those that cannot be used end the cmdlet.</summary>
    public static ColumnMapping Resolve(CustomerInputCmdlet cmdlet, IReadOnlyList<string> columnNames) => ArgumentErrors.Guard(cmdlet, () =>
    {
        ColumnMapping mapping = ColumnMapping.Resolve(columnNames, cmdlet.ColumnMap?.Columns);
        cmdlet.WriteVerbose($"Columns read: {string.Join(", ", mapping.Columns.Select(column => $"{column.Target} from '{column.Name}'"))}.");
        if (mapping.UnusedColumns.Count > 0)
        {
            cmdlet.WriteVerbose($"Columns not used. {ColumnMappingException.FormatNames(mapping.UnusedColumns)}");
        }

        foreach (KeyValuePair<string, ColumnTarget> near in mapping.NearMisses)
        {
            cmdlet.WriteWarning($"The column '{near.Key}' is not used. If it is {near.Value}, say so: -ColumnMap @{{ {near.Value} = '{near.Key.Replace("'", "''")}' }}");
        }

        return mapping;
    });

    /// <summary>What the columns are taken for, shown by the first row of the pipeline.</summary>
    public static Func<ListPreview> CreatePreview(ColumnMapping mapping, PSObject row) => () =>
    {
        IReadOnlyList<string> names = RowSource.ColumnNames(row);
        using var block = new RowBlock(names.Count, capacity: 1, number: 1, firstRow: 1);
        new RowSource(ListSample.CreateMapping(names)).Add(row, block);
        return new ListPreview(mapping, ListSample.FromBlock(block, names.Count));
    };
}
