using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Errors;

/// <summary>Words a column map as a caller types it.</summary>
internal static class ColumnMapText
{
    /// <summary>The parameter with the columns of one key, such as <c>-ColumnMap @{ EMAIL = 'Work mail' }</c>.</summary>
    public static string Format(ColumnTarget target, IEnumerable<string> columnNames)
        => $"-ColumnMap @{{ {target} = {string.Join(", ", columnNames.Select(static name => $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'"))} }}";
}
