using System;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Uploads;

/// <summary>Requirements of a marketing-message audience for a list, which are checked before anything is sent.</summary>
internal static class UploadRules
{
    /// <exception cref="ColumnMappingException">The list has neither an EMAIL nor a PHONE column, or lacks a required consent column.</exception>
    /// <exception cref="ArgumentException">The list has a key that such an audience does not accept, or the ID of an app is missing.</exception>
    public static void Check(ColumnMapping mapping, UploadOptions options)
    {
        if (!mapping.HasIdentifier)
        {
            throw ColumnMappingException.NoIdentifier([.. mapping.Columns.Select(column => column.Name), .. mapping.UnusedColumns]);
        }

        if (options.SkipsOptedOut && mapping.ConsentColumns.Count == 0)
        {
            throw ColumnMappingException.NoConsent([.. mapping.ListColumns.Select(static column => column.Name)]);
        }

        if (mapping.Schema.Contains(SchemaKey.PAGEUID))
        {
            throw new ArgumentException("PAGEUID cannot be uploaded to a marketing-message audience: Meta takes no page-scoped ids there.", nameof(mapping));
        }

        if (options.AppIds.Count == 0 && mapping.Schema.FirstOrDefault(SchemaKeys.NeedsApp) is var key && key.NeedsApp())
        {
            throw new AppIdMissingException(key);
        }
    }
}
