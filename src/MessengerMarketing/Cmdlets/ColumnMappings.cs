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

/// <summary>Resolves the columns of a list for a cmdlet, and reports how they are read.</summary>
internal static class ColumnMappings
{
    /// <summary>Resolves columns. If they cannot be used, the cmdlet ends.</summary>
    public static ColumnMapping Resolve(CustomerInputCmdlet cmdlet, IReadOnlyList<string> columnNames) => ArgumentErrors.Guard(cmdlet, () =>
    {
        ColumnMapping mapping = Map(cmdlet, columnNames);
        cmdlet.WriteVerbose($"Columns read: {string.Join(", ", mapping.Columns.Select(column => $"{column.Target} from '{column.Name}'"))}.");
        if (mapping.UnusedColumns.Count > 0)
        {
            cmdlet.WriteVerbose($"Columns not used. {ColumnMappingException.FormatNames(mapping.UnusedColumns)}");
        }

        foreach (KeyValuePair<string, ColumnTarget> near in mapping.NearMisses)
        {
            cmdlet.WriteWarning($"The column '{near.Key}' is not used. If it contains {near.Value}, map it: {ColumnMapText.Format(near.Value, [near.Key])}");
        }

        return mapping;
    });

    /// <summary>Maps the columns. If the header was read with the wrong delimiter, the error names the right one.</summary>
    private static ColumnMapping Map(CustomerInputCmdlet cmdlet, IReadOnlyList<string> columnNames)
    {
        var mapping = ColumnMapping.Resolve(columnNames, cmdlet.ColumnMap?.Columns);
        if (mapping.HasIdentifier || DelimiterAdvice.Find(columnNames) is not { } delimiter)
        {
            return mapping;
        }

        string parameter = DelimiterAdvice.FormatParameter(delimiter);
        string advice = cmdlet.Path is null && cmdlet.LiteralPath is null ? $"If Import-Csv reads the list, add {parameter} to it." : $"Add {parameter}.";
        throw new ColumnMappingException($"The list was read with the wrong delimiter. {advice} {ColumnMappingException.FormatNames(columnNames)}");
    }

    /// <summary>The column mapping, shown with the first row of the pipeline.</summary>
    public static Func<ListPreview> CreatePreview(ColumnMapping mapping, PSObject row) => () =>
    {
        IReadOnlyList<string> names = RowSource.ColumnNames(row);
        using var block = new RowBlock(names.Count, capacity: 1, number: 1, firstRow: 1);
        new RowSource(ListSample.CreateMapping(names)).Add(row, block);
        return new ListPreview(mapping, ListSample.FromBlock(block, names.Count), ColumnMapText.Format);
    };
}
