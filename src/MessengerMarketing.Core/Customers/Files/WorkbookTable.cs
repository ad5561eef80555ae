using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads a worksheet of an .xlsx or .xls workbook row by row. Shared strings are kept in memory, so a workbook needs more memory than a text file:
/// about 350 MiB for 1,000,000 rows with three different strings each.</summary>
internal sealed class WorkbookTable : TableReader
{
    private const int MaxTitleRows = 20;
    private const long MaxSharedTextBytes = 512L * 1024 * 1024;

    private readonly IExcelDataReader _reader;
    private readonly Queue<string?[]> _sample = [];
    private string?[] _row = [];

    private WorkbookTable(IExcelDataReader reader, string name, CustomerFileOptions options, Action<FileNotice> notify)
    {
        _reader = reader;
        SelectWorksheet(name, options.WorksheetName, notify);
        while (_sample.Count < FileSample.MaxLines && ReadNext() is { } row)
        {
            _sample.Enqueue(row);
        }

        if (options.Header is { } given)
        {
            ColumnNames = given;
        }
        else if (_sample.Count > 0 && HeaderGuess.IsRow(ToText(_sample.Peek())))
        {
            ColumnNames = HeaderGuess.NameColumns([.. _sample.Select(ToText)]);
            notify(new FileNotice(FileNoticeKind.NoHeader));
        }
        else
        {
            SkipTitle(notify);
            HasHeader = true;
            ColumnNames = _sample.Count > 0 ? ToHeader(_sample.Dequeue()) : throw new CustomerFileException($"The worksheet '{_reader.Name}' of the file '{name}' is empty.");
            HeaderCheck.Validate(ColumnNames, name, isAssumed: false);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames { get; }

    /// <inheritdoc/>
    public override bool HasHeader { get; }

    /// <inheritdoc/>
    public override int FieldCount => _row.Length;

    /// <summary>The worksheet that is read.</summary>
    public string WorksheetName => _reader.Name;

    /// <summary>Opens a workbook.</summary>
    /// <param name="stream">The workbook, which the reader disposes. The stream must be able to seek.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="options">The worksheet to read, and the names of its columns.</param>
    /// <param name="notify">Receives the decisions about the file.</param>
    /// <exception cref="CustomerFileException">It is not a workbook, has a password, or has no such worksheet.</exception>
    public static WorkbookTable Open(Stream stream, string name, CustomerFileOptions options, Action<FileNotice> notify)
    {
        IExcelDataReader? reader = null;
        try
        {
            CheckArchive(stream, name);
            CodePages.Register();
            reader = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = false });
            return new WorkbookTable(reader, name, options, notify);
        }
        catch (InvalidPasswordException)
        {
            reader?.Dispose();
            throw new CustomerFileException($"The workbook '{name}' is protected by a password. Remove the password, or save it as CSV UTF-8 (comma delimited).");
        }
        catch (Exception exception) when (exception is not (CustomerFileException or OutOfMemoryException))
        {
            // The library throws many exception types for a damaged workbook, and their messages can contain cells.
            reader?.Dispose();
            throw new CustomerFileException($"The file '{name}' is not a workbook that can be read. Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8 (comma delimited).");
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool Read()
    {
        if (_sample.Count > 0)
        {
            _row = _sample.Dequeue();
            return true;
        }

        try
        {
            _row = ReadNext() ?? [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TableReadException("the workbook is damaged there");
        }

        return _row.Length > 0;
    }

    /// <inheritdoc/>
    public override bool IsBlank(int field) => field >= _row.Length || string.IsNullOrWhiteSpace(_row[field]);

    /// <inheritdoc/>
    public override string GetString(int field) => field < _row.Length ? _row[field] ?? string.Empty : string.Empty;

    /// <inheritdoc/>
    public override void CopyTo(RowBlock block, int row, int[] fields)
    {
        for (int column = 0; column < fields.Length; column++)
        {
            block[row, column] = GetString(fields[column]);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    private static void CheckArchive(Stream stream, string name)
    {
        if (!FileSignature.IsZip(ReadStart(stream)))
        {
            return;
        }

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (!archive.Entries.Any(static entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new CustomerFileException($"The file '{name}' is a ZIP archive, not a list. Extract the list from it, and use that file.");
        }

        if (archive.Entries.Any(static entry => entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) && entry.Length > MaxSharedTextBytes))
        {
            throw new CustomerFileException($"The workbook '{name}' contains more than 512 MiB of text. Save it as CSV UTF-8 (comma delimited), which is not loaded into memory.");
        }

        stream.Position = 0;
    }

    private static byte[] ReadStart(Stream stream)
    {
        byte[] start = new byte[FileSignature.Length];
        int length = stream.Read(start, 0, start.Length);
        stream.Position = 0;
        Array.Resize(ref start, length);
        return start;
    }

    private static string[] ToText(string?[] row) => [.. row.Select(static text => text ?? string.Empty)];

    /// <summary>Blank cells to the right of the last name are not columns.</summary>
    private static string[] ToHeader(string?[] row)
    {
        int width = Array.FindLastIndex(row, static text => !string.IsNullOrWhiteSpace(text)) + 1;
        return [.. row.Take(width).Select(static text => text?.Trim() ?? string.Empty)];
    }

    /// <summary>Numbers keep all their digits, because a spreadsheet can store phone numbers and postal codes as numbers.</summary>
    private static string? ToText(object? value) => value switch
    {
        null => null,
        string text => text,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private void SelectWorksheet(string fileName, string? wanted, Action<FileNotice> notify)
    {
        var sheets = new List<(string Name, bool IsVisible)>();
        do
        {
            sheets.Add((_reader.Name, string.Equals(_reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase)));
        }
        while (_reader.NextResult());

        int index = wanted is null
            ? Math.Max(0, sheets.FindIndex(static sheet => sheet.IsVisible))
            : sheets.FindIndex(sheet => string.Equals(sheet.Name.Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw new CustomerFileException($"The workbook '{fileName}' has no worksheet '{wanted}'. Its worksheets: {string.Join(", ", sheets.Select(static sheet => $"'{sheet.Name}'"))}.");
        }

        _reader.Reset();
        for (int i = 0; i < index; i++)
        {
            _reader.NextResult();
        }

        if (wanted is null && sheets.Count(static sheet => sheet.IsVisible) > 1)
        {
            notify(new FileNotice(FileNoticeKind.WorksheetChosen, sheets.Count, _reader.Name));
        }
    }

    private void SkipTitle(Action<FileNotice> notify)
    {
        string?[][] rows = [.. _sample.Take(MaxTitleRows)];
        int header = Array.FindIndex(rows, static row => row.Count(static text => text is not null && HeaderGuess.IsColumnName(text)) > 1);
        if (header <= 0 || rows[0].Any(static text => text is not null && HeaderGuess.IsColumnName(text)))
        {
            return;
        }

        for (int i = 0; i < header; i++)
        {
            _sample.Dequeue();
        }

        notify(new FileNotice(FileNoticeKind.TitleSkipped, header));
    }

    private string?[]? ReadNext()
    {
        while (_reader.Read())
        {
            string?[] row = [.. Enumerable.Range(0, _reader.FieldCount).Select(field => ToText(_reader.GetValue(field)))];
            if (!Array.TrueForAll(row, string.IsNullOrWhiteSpace))
            {
                return row;
            }
        }

        return null;
    }
}
