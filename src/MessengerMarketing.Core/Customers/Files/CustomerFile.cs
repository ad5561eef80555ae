using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>
/// A file of customers: text in columns (CSV or TXT), the same compressed by gzip, or a worksheet of an .xlsx or .xls workbook. Text is read
/// as a stream, so memory does not depend on its length. Empty lines are passed over. One thread reads at a time; any thread may dispose.
/// </summary>
internal sealed class CustomerFile : IDisposable
{
    /// <summary>The most bytes of a line, as UTF-8. A longer one nearly always means a quotation mark that is opened and never closed.</summary>
    public const int MaxLine = 8 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly List<FileNotice> _notices = [];
    private readonly SourceFileStream _stream;
    private readonly TableReader _source;
    private readonly TableReader _table;
    private readonly TableRows _rows;
    private readonly int _firstBlock = 1;
    private bool _reportedEncoding;
    private bool _isReading;
    private bool _isDisposed;

    private CustomerFile(SourceFileStream stream, string path, CustomerFileOptions options)
    {
        _stream = stream;
        FilePath = path;
        string name = Path.GetFileName(path);
        long rowsBefore = 0;
        if (options.Start is { } start)
        {
            options = options with { Encoding = options.Encoding ?? TextEntry.FindEncoding(stream, start.Offset) };
            stream.Position = start.Offset;
            rowsBefore = start.Row - 1;
            _firstBlock = start.Block;
        }

        _source = CustomerTables.Open(stream, name, options, Notify);
        _table = _source.ColumnNames.Count >= FooterFilter.MinColumns ? new FooterFilter(_source, Notify) : _source;
        _rows = new TableRows(_table, name, rowsBefore);
    }

    /// <summary>Path of the file, as it was opened.</summary>
    public string FilePath { get; }

    /// <summary>The column names, in order.</summary>
    public IReadOnlyList<string> ColumnNames => _table.ColumnNames;

    /// <summary>Whether the file has the column names; otherwise they were given, or derived from the values.</summary>
    public bool HasHeader => _table.HasHeader;

    /// <summary>The delimiter, given or recognized; null where the file is a workbook.</summary>
    public char? Delimiter => (_source as CsvTable)?.Delimiter;

    /// <summary>Name of the encoding, given or recognized; null where the file is a workbook. Complete once the file was read to its end.</summary>
    public string? EncodingName => (_source as CsvTable)?.EncodingName;

    /// <summary>The worksheet that is read; null where the file is text.</summary>
    public string? WorksheetName => (_source as WorkbookTable)?.WorksheetName;

    /// <summary>Whether reading can begin at a block's offset: in UTF-8 files that are not compressed, where bytes can be counted.</summary>
    public bool CanEnter => _source is CsvTable { CanSeek: true };

    /// <summary>Bytes of the file; null where it is a pipe, which can be read only once.</summary>
    public long? Length => _stream.CanSeek ? _stream.Length : null;

    /// <summary>Rows read so far.</summary>
    public long RowsRead => _rows.RowsRead;

    /// <summary>What was decided about the file that its user should know, in the order in which it became known.</summary>
    public IReadOnlyList<FileNotice> Notices
    {
        get
        {
            lock (_notices)
            {
                if (!_reportedEncoding && _source is CsvTable { IsWindows1252: true })
                {
                    _reportedEncoding = true;
                    _notices.Add(new FileNotice(FileNoticeKind.EncodingDetected, Name: "Windows-1252"));
                }

                return [.. _notices];
            }
        }
    }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">Path of the file. Other programs can read it at the same time, but not write to it.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="CustomerFileException">The file is empty, or cannot be read as text in columns or as a workbook.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened, or is a directory.</exception>
    public static CustomerFile Open(string path, CustomerFileOptions options)
    {
        // The reader has its own buffer.
        var stream = SourceFileStream.Open(path, options.TracksContent);
        try
        {
            return new CustomerFile(stream, path, options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the rows in blocks. What was read before a line that cannot be read is handed over first.</summary>
    /// <param name="mapping">Which columns are read.</param>
    /// <param name="blockSize">Rows in a block.</param>
    /// <returns>The blocks, read on demand. They end early if the file is disposed.</returns>
    /// <exception cref="CustomerFileException">A line cannot be read.</exception>
    public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int blockSize) => ReadBlocks(mapping, new BlockLayout(blockSize, _firstBlock));

    /// <summary>Reads the rows in blocks. What was read before a line that cannot be read is handed over first.</summary>
    /// <param name="mapping">Which columns are read.</param>
    /// <param name="layout">Where the blocks begin.</param>
    /// <returns>The blocks, read on demand. They end early if the file is disposed.</returns>
    /// <exception cref="CustomerFileException">A line cannot be read.</exception>
    public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, BlockLayout layout)
    {
        int[] fields = [.. mapping.Columns.Select(static column => column.Index)];
        while (ReadBlock(fields, layout) is { } block)
        {
            yield return block;
        }

        if (_rows.Failure is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Hashes the whole file. Call it before the first block is read.</summary>
    /// <returns>The SHA-256 of what the open file holds.</returns>
    /// <exception cref="IOException">It cannot be read, or is a pipe.</exception>
    public byte[] Hash(CancellationToken cancellationToken) => Length is null
        ? throw new IOException($"'{FilePath}' is a pipe, which can be read only once.")
        : _stream.HashAll(cancellationToken);

    /// <summary>Checks that the file is what it was when it was opened. Call it after the last block; a pipe is not checked.</summary>
    /// <returns>What changed, in a sentence; null when nothing did.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string? FindChange(CancellationToken cancellationToken) => _stream.FindChange(cancellationToken);

    /// <summary>Closes the file; where another thread is reading, as soon as it leaves the line it is on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _rows.Stop();
            if (!_isReading)
            {
                _table.Dispose();
            }
        }
    }

    private void Notify(FileNotice notice)
    {
        lock (_notices)
        {
            _notices.Add(notice);
        }
    }

    private RowBlock? ReadBlock(int[] fields, BlockLayout layout)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return null;
            }

            _isReading = true;
        }

        try
        {
            return _rows.ReadBlock(fields, layout);
        }
        finally
        {
            lock (_gate)
            {
                _isReading = false;
                if (_isDisposed)
                {
                    _table.Dispose();
                }
            }
        }
    }
}
