using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsvHelper;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>
/// A CSV or TXT file of customers, read as a stream: memory does not depend on its length. Reads a byte order mark, quoted
/// fields with line breaks in them, and LF, CRLF or CR line ends. Empty lines are passed over.
/// </summary>
public sealed class CustomerFile : IDisposable
{
    /// <summary>The most bytes of a line. A longer one means that a quotation mark was opened and never closed.</summary>
    public const int LongestLine = 1024 * 1024;

    private readonly CsvReader _reader;
    private readonly string _name;
    private long _row;
    private bool _quoteStaysOpen;
    private CustomerFileException? _failure;

    private CustomerFile(string path, CustomerFileOptions options)
    {
        _name = Path.GetFileName(path);
        _reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Encoding = options.Encoding,
            Separator = options.Delimiter,
            HasHeader = options.Header is null,
            IncludeValuesInExceptions = false,
            MaxRecordSize = LongestLine,
            OnMalformedRecord = record => _quoteStaysOpen |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        ColumnNames = options.Header ?? ReadHeader();
    }

    /// <summary>The column names, in order.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="CustomerFileException">The file is empty or cannot be read as text in columns.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static CustomerFile Open(string path, CustomerFileOptions options) => new(path, options);

    /// <summary>Reads the rows in blocks. What was read before a line that cannot be read is handed over first.</summary>
    /// <param name="mapping">Which columns are read.</param>
    /// <param name="blockSize">Rows in a block.</param>
    /// <exception cref="CustomerFileException">A line cannot be read.</exception>
    public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int blockSize)
    {
        int number = 0;
        while (ReadBlock(mapping, blockSize, ++number) is { } block)
        {
            yield return block;
        }

        if (_failure is not null)
        {
            throw _failure;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private RowBlock? ReadBlock(ColumnMapping mapping, int blockSize, int number)
    {
        RowBlock? block = null;
        while (block is not { IsFull: true } && ReadLine())
        {
            block ??= new RowBlock(mapping.Columns.Count, blockSize, number, _row + 1);
            int row = block.AddRow();
            _row++;
            for (int i = 0; i < mapping.Columns.Count; i++)
            {
                block[row, i] = _reader.GetString(mapping.Columns[i].Index);
            }

            if (_reader.FieldCount > ColumnNames.Count && HasSurplus())
            {
                block.MarkTooManyColumns(row);
            }
        }

        return block;
    }

    /// <summary>Whether anything stands beyond the last column; delimiters alone at a line's end say nothing.</summary>
    private bool HasSurplus()
        => Enumerable.Range(ColumnNames.Count, _reader.FieldCount - ColumnNames.Count).Any(index => !string.IsNullOrWhiteSpace(_reader.GetString(index)));

    private string[] ReadHeader()
    {
        try
        {
            _reader.ReadHeader();
        }
        catch (CsvFormatException)
        {
            _quoteStaysOpen = true;
        }

        string[] names = [.. _reader.Headers];
        if (_quoteStaysOpen || names.Length == 0)
        {
            _reader.Dispose();
            throw new CustomerFileException(names.Length == 0 && !_quoteStaysOpen
                ? $"The file '{_name}' is empty: it has no header line."
                : $"The header line of the file '{_name}' cannot be read: a quotation mark is opened there and not closed.");
        }

        return names;
    }

    private bool ReadLine()
    {
        if (_failure is not null)
        {
            return false;
        }

        try
        {
            bool read = _reader.Read();
            if (!_quoteStaysOpen)
            {
                return read;
            }
        }
        catch (CsvFormatException)
        {
            // Its line is longer than any line of customer data; the reason is told below, without what stands there.
            _quoteStaysOpen = true;
        }

        _failure = new CustomerFileException(
            $"The file '{_name}' cannot be read from row {_row + 1} on: a quotation mark is opened there and not closed. The {_row} rows before it were read.");
        return false;
    }
}
