using System.IO;

namespace MessengerMarketing.Customers.Files;

/// <summary>What the files of spreadsheet programs begin with that are no text: those of Excel, and OpenDocument's.</summary>
internal static class WorkbookMark
{
    /// <summary>Whether the stream begins as a ZIP archive (.xlsx, .ods) or a compound file (.xls) does. Its position stays where it was.</summary>
    public static bool Precedes(Stream stream) => LeadingBytes.Of(stream) is [0x50, 0x4B, 0x03, 0x04] or [0xD0, 0xCF, 0x11, 0xE0];
}
