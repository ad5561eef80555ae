using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>Reports columns that occur only in later rows of a pipeline. They are not used, because the first row determines the keys of an upload.</summary>
internal sealed class LateColumns(CustomerInputCmdlet cmdlet, IReadOnlyList<string> firstNames, bool needsConsent)
{
    private readonly List<string> _names = [.. firstNames];

    /// <summary>Warns about columns that would be used if the first row had them. Other columns appear in the verbose stream.</summary>
    /// <param name="names">The columns' names.</param>
    /// <param name="row">Number of the row that has them.</param>
    public void Report(IReadOnlyList<string> names, long row)
    {
        int first = _names.Count;
        _names.AddRange(names);
        var mapping = ColumnMapping.Resolve(_names, cmdlet.ColumnMap?.Columns);
        ConsentColumn? consent = mapping.ConsentColumns.FirstOrDefault(column => column.Index >= first && !column.IsOfUnknownSubject);
        if (consent is not null && needsConsent)
        {
            cmdlet.ThrowTerminatingError(UploadErrors.LateConsentColumn(consent.Name, row));
        }

        MappedColumn[] used = [.. mapping.Columns.Where(column => column.Index >= first)];
        string[] missed = [.. used.Select(static column => $"'{column.Name}' ({column.Target})"), .. consent is null ? [] : new[] { $"'{consent.Name}' (consent)" }];
        if (missed.Length > 0)
        {
            string columns = string.Join(", ", mapping.WithConsentColumns().Columns.Select(static column => column.Name).Distinct().Select(Quote));
            cmdlet.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "{0} {1} {2} in row {3}, but not in the first row, so {4} not used. Use Select-Object so that all rows have the same columns: ... | Select-Object {5} | {6} ...",
                missed.Length == 1 ? "The column" : "The columns",
                string.Join(", ", missed),
                missed.Length == 1 ? "appears" : "appear",
                row,
                missed.Length == 1 ? "it is" : "they are",
                columns,
                cmdlet.MyInvocation.MyCommand.Name));
        }
        else
        {
            cmdlet.WriteVerbose(string.Format(CultureInfo.InvariantCulture, "New columns in row {0} are not used. {1}", row, ColumnMappingException.FormatNames(names)));
        }
    }

    private static string Quote(string name) => name.All(char.IsLetterOrDigit) ? name : $"'{name.Replace("'", "''")}'";
}
