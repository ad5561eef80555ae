using System;

namespace MessengerMarketing.Customers.Files;

/// <summary>Recognizes kinds of files by their first bytes.</summary>
internal static class FileSignature
{
    /// <summary>Number of bytes that are needed to recognize a kind.</summary>
    public const int Length = 4;

    /// <summary>A gzip member (RFC 1952, section 2.3.1).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => StartsWith(start, 0x1F, 0x8B);

    /// <summary>A ZIP archive that is not empty, such as an .xlsx workbook.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => StartsWith(start, 0x50, 0x4B, 0x03, 0x04);

    /// <summary>A compound file, such as an .xls workbook or an .xlsx workbook with a password.</summary>
    public static bool IsCompoundFile(ReadOnlySpan<byte> start) => StartsWith(start, 0xD0, 0xCF, 0x11, 0xE0);

    private static bool StartsWith(ReadOnlySpan<byte> start, params byte[] signature) => start.Length >= signature.Length && start.Slice(0, signature.Length).SequenceEqual(signature);
}
