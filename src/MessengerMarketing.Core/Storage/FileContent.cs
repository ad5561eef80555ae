using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MessengerMarketing.Storage;

/// <summary>Describes what kind of file was found instead of a file of this module. It reads the first bytes, but does not show them.</summary>
internal static class FileContent
{
    private const int ExaminedBytes = 4096;

    /// <summary>Returns the content of the file, such as <c>text, 120 bytes</c>.</summary>
    public static string FormatKind(Stream file)
    {
        byte[] start = new byte[(int)Math.Min(ExaminedBytes, file.Length)];
        file.Position = 0;
        int length = 0;
        while (length < start.Length && file.Read(start, length, start.Length - length) is > 0 and int read)
        {
            length += read;
        }

        return FormattableString.Invariant($"{FormatBytes(start.AsSpan(0, length))}, {file.Length} {(file.Length == 1 ? "byte" : "bytes")}");
    }

    private static string FormatBytes(ReadOnlySpan<byte> start)
    {
        if (RecordTail.TrimZeros(start).IsEmpty)
        {
            return start.IsEmpty ? "nothing" : "zeros";
        }

        return start.StartsWith(new byte[] { 0x1F, 0x8B }) ? "gzip data"
            : start.StartsWith(new byte[] { 0x50, 0x4B, 0x03, 0x04 }) ? "a ZIP archive or a workbook"
            : start.StartsWith(new byte[] { 0x25, 0x50, 0x44, 0x46 }) ? "a PDF document"
            : start.StartsWith(new byte[] { 0xFF, 0xFE }) || start.StartsWith(new byte[] { 0xFE, 0xFF }) ? "UTF-16 text"
            : RecordTail.Begins(start, "{\"upload\":{\"runId\":\"") ? "the journal of an upload"
            : RecordTail.Begins(start, "{\"messages\":{\"runId\":\"") ? "the journal of sent messages"
            : RecordTail.Begins(start, "{\"state\":{\"format\":") ? "the state of a sync"
            : RecordTail.Begins(start, "{\"log\":{\"identity\":") ? "the log of a sync"
            : RecordTail.Begins(start, "{\"sequence\":") ? "an inbox of webhooks"
            : RecordTail.Begins(start, "List,Row,Key,Reason,RowRejected") ? "a list of rejected rows"
            : IsBinary(start) ? "binary data"
            : FormatText(start);
    }

    private static bool IsBinary(ReadOnlySpan<byte> start) => start.ToArray().Any(static value => value < 0x20 && value is not (0x09 or 0x0A or 0x0C or 0x0D or 0x1B));

    private static string FormatText(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start.ToArray()).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith("<", StringComparison.Ordinal) ? "HTML or XML"
            : text.StartsWith("{", StringComparison.Ordinal) || text.StartsWith("[", StringComparison.Ordinal) ? "JSON of another kind"
            : "text";
    }
}
