using System.Management.Automation;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Text;

namespace MessengerMarketing.Formatting;

/// <summary>Shows the column mapping of a list at the host.</summary>
internal static class ColumnMessage
{
    /// <summary>The tag by which the message is found in the information stream.</summary>
    public const string Tag = "MMColumns";

    // Hosts show records with this tag without being asked to, as those of Write-Host.
    private const string HostTag = "PSHOST";

    /// <summary>Writes a table of the columns as an information record. <c>-InformationAction Ignore</c> keeps it quiet.</summary>
    /// <param name="cmdlet">Writes it.</param>
    /// <param name="listName">The list's name; null for rows of a pipeline.</param>
    /// <param name="preview">The columns.</param>
    public static void Write(Cmdlet cmdlet, string? listName, ListPreview preview)
        => cmdlet.WriteInformation(new HostInformationMessage { Message = SafeText.MultiLine(PreviewTable.Format(listName, preview.Columns)) }, [Tag, HostTag]);
}
