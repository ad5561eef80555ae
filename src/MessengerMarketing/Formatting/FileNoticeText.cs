using System.Management.Automation;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Formatting;

/// <summary>Describes the decisions of the customer file reader.</summary>
internal static class FileNoticeText
{
    /// <summary>Returns whether the decision may be wrong, so that the user should specify a parameter.</summary>
    public static bool IsWarning(FileNotice notice) => notice.Kind is FileNoticeKind.EncodingDetected or FileNoticeKind.NoHeader;

    /// <summary>Writes a warning or a message.</summary>
    public static void Write(Cmdlet cmdlet, FileNotice notice, string fileName)
    {
        if (IsWarning(notice))
        {
            cmdlet.WriteWarning(Format(notice, fileName));
        }
        else
        {
            HostMessage.Write(cmdlet, Format(notice, fileName));
        }
    }

    /// <summary>Returns one or two sentences.</summary>
    /// <param name="notice">The decision.</param>
    /// <param name="fileName">The file's name, without its folder.</param>
    public static string Format(FileNotice notice, string fileName) => notice.Kind switch
    {
        FileNoticeKind.EncodingDetected => $"The file '{fileName}' has no byte order mark and is read as {notice.Name}. If names look wrong, set -Encoding.",
        FileNoticeKind.NoHeader => $"The file '{fileName}' has no header line. Columns are recognized by their values. To use other columns, name all columns with -Header.",
        FileNoticeKind.TitleSkipped => $"The file '{fileName}': {FormatLines(notice.Count)} above the column names {(notice.Count == 1 ? "is" : "are")} not used.",
        FileNoticeKind.FooterSkipped => $"The file '{fileName}': {FormatLines(notice.Count)} at the end {(notice.Count == 1 ? "is" : "are")} not used, because only the first column has a value.",
        _ => $"The workbook '{fileName}' has {notice.Count} worksheets, and '{notice.Name}' is read. To read another one, use -WorksheetName.",
    };

    private static string FormatLines(int count) => count == 1 ? "1 line" : $"{count} lines";
}
