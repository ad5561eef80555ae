using System.IO;
using System.Linq;

namespace MessengerMarketing.Customers.Files;

/// <summary>What the files of spreadsheet programs begin with that are no text.</summary>
internal static class WorkbookMark
{
    private static readonly byte[] Archive = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Whether the stream begins as a ZIP archive (.xlsx) or a compound file (.xls) does. Its position stays where it was.</summary>
    public static bool Precedes(Stream stream)
    {
        byte[] start = LeadingBytes.Of(stream);
        return start.SequenceEqual(Archive) || start.SequenceEqual(CompoundFile);
    }
}
