using System;
using System.IO;
using System.IO.Compression;

namespace MessengerMarketing.Customers.Files;

/// <summary>Detects whether a file is text, compressed text, or a workbook.</summary>
internal static class CustomerTables
{
    /// <summary>Opens the table of a file, based on its signature.</summary>
    /// <param name="file">The file, at the position where reading begins.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="options">The options for its format.</param>
    /// <param name="notify">Receives the decisions about the file.</param>
    /// <exception cref="CustomerFileException">The file is empty, or cannot be read as text in columns or as a workbook.</exception>
    public static TableReader Open(Stream file, string name, CustomerFileOptions options, Action<FileNotice> notify)
    {
        var stream = new PeekableStream(file);
        ReadOnlySpan<byte> start = options.Start is null ? stream.Peek(FileSignature.Length) : [];
        if (FileSignature.IsZip(start) || FileSignature.IsCompoundFile(start))
        {
            if (!file.CanSeek)
            {
                throw new CustomerFileException($"The workbook '{name}' cannot be read from a pipe. Save it to a file first.");
            }

            file.Position = 0;
            return WorkbookTable.Open(file, name, options, notify);
        }

        if (options.WorksheetName is { } worksheet)
        {
            throw new CustomerFileException($"The file '{name}' is text, not a workbook, so it has no worksheet '{worksheet}'.");
        }

        return FileSignature.IsGzip(start)
            ? OpenCompressed(stream, name, options, notify)
            : CsvTable.Open(stream, name, options, position: file.CanSeek ? options.Start is null ? 0 : file.Position : null, notify);
    }

    private static CsvTable OpenCompressed(PeekableStream stream, string name, CustomerFileOptions options, Action<FileNotice> notify)
    {
        try
        {
            return CsvTable.Open(new PeekableStream(new GZipStream(stream, CompressionMode.Decompress)), name, options, position: null, notify);
        }
        catch (InvalidDataException)
        {
            throw new CustomerFileException($"The file '{name}' is a damaged gzip file: it cannot be decompressed.");
        }
    }
}
