using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using CsvHelper;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>
/// A CSV or TXT file of customers, read as a stream: memory does not depend on its length. Reads a byte order mark, quoted
/// fields with line breaks in them, and LF, CRLF or CR line ends. Empty lines are passed over. One thread reads at a time;
/// any thread may dispose.
/// </summary>
public sealed class CustomerFile : IDisposable
{
    /// <summary>The most bytes of a line, as UTF-8. A longer one nearly always means a quotation mark that is opened and never closed.</summary>
    public const int MaxLine = 8 * 1024 * 1024;

    private const int BytesInMebibyte = 1024 * 1024;
    private const string OpenQuote = "A quotation mark is opened there and not closed.";

    private readonly object _gate = new();
    private readonly CsvReader _reader;
    private readonly string _name;
    private readonly long _start;
    private readonly long _firstRow;
    private int _blocks;
    private long _row;
    private bool _isReading;
    private bool _isDisposed;
    private bool _staysOpen;
    private bool _ranTogether;
    private CustomerFileException? _failure;

    private CustomerFile(Stream stream, string path, CustomerFileOptions options)
    {
        FilePath = path;
        _name = Path.GetFileName(path);
        if (WorkbookMark.Precedes(stream))
        {
            throw new CustomerFileException($"The file '{_name}' is an Excel workbook, not a text file. Save it as CSV UTF-8 (comma delimited), and give that file.");
        }

        CanEnter = (options.Encoding ?? Encoding.UTF8).CodePage == Encoding.UTF8.CodePage && !ByteOrderMark.IsWide(stream);
        if (options.Start is { } start)
        {
            stream.Position = _start = start.Offset;
            _row = _firstRow = start.Row - 1;
            _blocks = start.Block - 1;
        }

        _reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Encoding = ByteOrderMark.Precedes(stream) ? null : options.Encoding,
            Separator = options.Delimiter,
            HasHeader = options.Header is null,
            IncludeValuesInExceptions = false,
            MaxRecordSize = MaxLine,
            OnMalformedRecord = Judge,

            // So that a quotation mark behind a blank opens a field too; hand-made lists have a blank after each comma.
            TrimWhitespace = true,
        });
        try
        {
            ColumnNames = options.Header ?? ReadHeader();
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>Path of the file, as it was opened.</summary>
    public string FilePath { get; }

    /// <summary>The column names, in order.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The delimiter, given or found out.</summary>
    public char Delimiter => _reader.Separator;

    /// <summary>Whether reading can begin at a block's offset: in UTF-8 files, where bytes can be counted.</summary>
    public bool CanEnter { get; }

    /// <summary>Rows read so far.</summary>
    public long RowsRead => Volatile.Read(ref _row) - _firstRow;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">Path of the file. Others may read it meanwhile, but not write to it.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="CustomerFileException">The file is empty, a workbook, or cannot be read as text in columns.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened, or is a directory.</exception>
    public static CustomerFile Open(string path, CustomerFileOptions options)
    {
        // The reader has a buffer of its own.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
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
    /// <returns>The blocks, read as they are asked for; they end early when the file is disposed meanwhile.</returns>
    /// <exception cref="CustomerFileException">A line cannot be read.</exception>
    public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int blockSize)
    {
        while (ReadBlock(mapping, blockSize, ++_blocks) is { } block)
        {
            yield return block;
        }

        if (_failure is not null)
        {
            throw _failure;
        }
    }

    /// <summary>Closes the file; where another thread is reading, as soon as it leaves the line it is on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            if (!_isReading)
            {
                _reader.Dispose();
            }
        }
    }

    private RowBlock? ReadBlock(ColumnMapping mapping, int blockSize, int number)
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
            return ReadRows(mapping, blockSize, number);
        }
        finally
        {
            lock (_gate)
            {
                _isReading = false;
                if (_isDisposed)
                {
                    _reader.Dispose();
                }
            }
        }
    }

    private RowBlock? ReadRows(ColumnMapping mapping, int blockSize, int number)
    {
        IReadOnlyList<MappedColumn> columns = mapping.Columns;
        RowBlock? block = null;
        while (block is not { IsFull: true } && ReadLine())
        {
            block ??= new RowBlock(columns.Count, blockSize, number, _row + 1) { Offset = CanEnter ? _start + _reader.ByteOffset : null };
            int row = block.AddRow();
            _row++;
            for (int i = 0; i < columns.Count; i++)
            {
                // A character takes at least one byte.
                int field = columns[i].Index;
                block.Take(row, i, _reader.GetChars(field, block.Reserve(_reader.GetSpan(field).Length)));
            }

            if (_ranTogether)
            {
                block.Reject(row, RejectReason.LinesRunTogether);
            }
            else if (_reader.FieldCount > ColumnNames.Count && HasSurplus())
            {
                block.Reject(row, RejectReason.TooManyColumns);
            }
        }

        return block;
    }

    /// <summary>Whether anything stands beyond the last column; delimiters alone at a line's end say nothing.</summary>
    private bool HasSurplus()
    {
        for (int i = ColumnNames.Count; i < _reader.FieldCount; i++)
        {
            if (!string.IsNullOrWhiteSpace(_reader.GetString(i)))
            {
                return true;
            }
        }

        return false;
    }

    private string[] ReadHeader()
    {
        try
        {
            _reader.ReadHeader();
        }
        catch (CsvFormatException)
        {
            throw new CustomerFileException($"The header line of the file '{_name}' cannot be read: it is longer than {MaxLine / BytesInMebibyte} MiB. {OpenQuote}");
        }

        string[] names = [.. _reader.Headers];
        if (_staysOpen || _ranTogether)
        {
            throw new CustomerFileException($"The header line of the file '{_name}' cannot be read. {OpenQuote}");
        }

        if (names.Length == 0)
        {
            throw new CustomerFileException($"The file '{_name}' is empty: it has no header line.");
        }

        if (Array.TrueForAll(names, string.IsNullOrWhiteSpace))
        {
            throw new CustomerFileException($"The file '{_name}' has no header line: its first line has delimiters only.");
        }

        if (Array.Exists(names, static name => name.IndexOf('\0') >= 0))
        {
            throw new CustomerFileException($"The header line of the file '{_name}' holds NUL characters: the file seems to be in UTF-16 without a byte order mark. Say so with -Encoding Unicode.");
        }

        return names;
    }

    private bool ReadLine()
    {
        if (_failure is not null || Volatile.Read(ref _isDisposed))
        {
            return false;
        }

        _ranTogether = false;
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException)
        {
            // The exception is left behind: its message need not be free of data.
            _failure = Unreadable($"it is longer than {MaxLine / BytesInMebibyte} MiB, most likely because a quotation mark is opened there and not closed");
            return false;
        }

        if (_staysOpen)
        {
            _failure = Unreadable("a quotation mark is opened there and not closed");
            return false;
        }

        return true;
    }

    private CustomerFileException Unreadable(string why) => new(string.Format(
        CultureInfo.InvariantCulture,
        "The file '{0}' cannot be read from row {1} on: {2}. Rows read before it: {3}.",
        _name,
        _row + 1,
        why,
        _row));

    /// <summary>Called while a line with a fault in its quotation marks is being read.</summary>
    private void Judge(CsvMalformedRecord line)
    {
        _staysOpen |= line.Reason == CsvMalformedReason.UnterminatedQuote || QuotedLine.StaysOpen(line.RawRecord, _reader.Separator);
        _ranTogether |= QuotedLine.RunsOver(line.RawRecord);
    }
}
