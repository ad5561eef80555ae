using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads delimited text, with quoted fields that can contain line breaks, and LF, CRLF, or CR line endings.</summary>
internal sealed class CsvTable : TableReader
{
    private const int BytesInMebibyte = 1024 * 1024;
    private const string OpenQuote = "A quotation mark is opened there and not closed.";

    private readonly CsvReader _reader;
    private readonly Windows1252Stream? _fallback;
    private readonly string _name;
    private readonly long? _start;
    private readonly Encoding _encoding;
    private bool _staysOpen;
    private bool _ranTogether;

    private CsvTable(PeekableStream stream, string name, CustomerFileOptions options, long? position, Action<FileNotice> notify)
    {
        _name = name;

        // A row can begin like a byte order mark.
        TextEncoding encoding = options.Start is null ? TextEncoding.Detect(stream.Peek(TextEncoding.SampleBytes), options.Encoding) : new TextEncoding(options.Encoding, MarkLength: 0);
        if (encoding.IsDetected)
        {
            notify(new FileNotice(FileNoticeKind.EncodingDetected, Name: encoding.Encoding!.WebName));
        }

        _encoding = encoding.Encoding ?? Encoding.UTF8;
        bool isUtf8 = encoding.Encoding is null || encoding.Encoding.CodePage == Encoding.UTF8.CodePage;
        stream.Skip(encoding.MarkLength);
        long skipped = encoding.MarkLength;
        char? delimiter = options.Delimiter;
        if (options.Start is null)
        {
            skipped += isUtf8 ? SkipMarks(stream) : 0;
            var preamble = TextPreamble.Read(stream.Peek(TextEncoding.SampleBytes), isUtf8 ? null : encoding.Encoding);
            stream.Skip(preamble.Length);
            skipped += preamble.Length;
            if (isUtf8 && SkipMarks(stream) is > 0 and int marks)
            {
                skipped += marks;
                encoding = encoding with { Encoding = Encoding.UTF8 };
            }

            delimiter ??= preamble.Delimiter;
            if (preamble.TitleLines > 0)
            {
                notify(new FileNotice(FileNoticeKind.TitleSkipped, preamble.TitleLines));
            }
        }

        Stream text = encoding.Encoding is null ? _fallback = new Windows1252Stream(stream) : stream;
        _start = isUtf8 ? position + skipped - MarkedStream.MarkLength : null;
        List<IReadOnlyList<string>> sample = options.Header is null ? ReadSample(stream.Peek(TextEncoding.SampleBytes).ToArray(), encoding.Encoding, delimiter) : [];
        HasHeader = options.Header is null && (sample.Count == 0 || !HeaderGuess.IsRow(sample[0]));
        _reader = CreateReader(text, isUtf8 ? null : encoding.Encoding, delimiter, HasHeader, Judge);
        try
        {
            ColumnNames = HasHeader ? ReadHeader() : options.Header ?? HeaderGuess.NameColumns(sample);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }

        if (!HasHeader && options.Header is null)
        {
            notify(new FileNotice(FileNoticeKind.NoHeader));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames { get; }

    /// <inheritdoc/>
    public override bool HasHeader { get; }

    /// <summary>Name of the encoding, specified or detected.</summary>
    public string EncodingName => IsWindows1252 ? "windows-1252" : _encoding.WebName;

    /// <summary>The delimiter, specified or detected.</summary>
    public char Delimiter => _reader.Separator;

    /// <summary>Whether byte offsets are known, so that reading can start at a row.</summary>
    public bool CanSeek => _start is not null;

    /// <summary>Whether the text was detected as Windows-1252.</summary>
    public bool IsWindows1252 => _fallback?.ConvertedFrom is not null;

    /// <inheritdoc/>
    public override int FieldCount => _reader.FieldCount;

    /// <inheritdoc/>
    public override RejectReason RowFault => _ranTogether ? RejectReason.LinesRunTogether : RejectReason.None;

    /// <inheritdoc/>
    public override long? ByteOffset => _start is { } start && !(_fallback?.ConvertedFrom < _reader.ByteOffset - MarkedStream.MarkLength) ? start + _reader.ByteOffset : null;

    /// <summary>Starts reading a text.</summary>
    /// <param name="stream">The text, which the reader disposes.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="options">The options for the format of the text.</param>
    /// <param name="position">Byte offset of the stream in the file, or null if the file is not read directly.</param>
    /// <param name="notify">Receives the decisions about the file.</param>
    /// <exception cref="CustomerFileException">There is no header line, or it cannot be read.</exception>
    public static CsvTable Open(PeekableStream stream, string name, CustomerFileOptions options, long? position, Action<FileNotice> notify)
        => new(stream, name, options, position, notify);

    /// <inheritdoc/>
    public override bool Read()
    {
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
            // The inner exception is omitted, because its message can contain data.
            throw new TableReadException($"it is longer than {CustomerFile.MaxLine / BytesInMebibyte} MiB, most likely because a quotation mark is opened there and not closed");
        }

        return _staysOpen ? throw new TableReadException("a quotation mark is opened there and not closed") : true;
    }

    /// <inheritdoc/>
    public override bool IsBlank(int field) => field >= _reader.FieldCount || _reader.IsEmpty(field);

    /// <inheritdoc/>
    public override string GetString(int field) => field < _reader.FieldCount ? _reader.GetString(field) : string.Empty;

    /// <inheritdoc/>
    public override void CopyTo(RowBlock block, int row, int[] fields)
    {
        for (int column = 0; column < fields.Length; column++)
        {
            ReadOnlySpan<byte> utf8 = _reader.GetSpan(fields[column]);

            // A UTF-16 code unit has one to three bytes in UTF-8.
            if (utf8.Length > RowBlock.MaxCellLength * 3)
            {
                block.TakeTooLong(row, column);
                continue;
            }

            // Most fields are ASCII, which avoids the reader's own conversion, which decodes the field again.
            Span<char> chars = block.Reserve(utf8.Length);
            block.Take(row, column, AsciiText.TryWiden(utf8, chars) ? utf8.Length : _reader.GetChars(fields[column], chars));
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    /// <param name="text">The text, which the reader disposes.</param>
    /// <param name="encoding">The encoding. Null for UTF-8.</param>
    /// <param name="delimiter">The delimiter. Null if the reader detects it.</param>
    /// <param name="hasHeader">Whether the first line contains the column names.</param>
    /// <param name="judge">Receives malformed lines.</param>
    private static CsvReader CreateReader(Stream text, Encoding? encoding, char? delimiter, bool hasHeader, Action<CsvMalformedRecord> judge)
        => CsvReader.Create(encoding is null ? new MarkedStream(text) : text, CreateOptions(encoding, delimiter, hasHeader, judge));

    private static CsvReaderOptions CreateOptions(Encoding? encoding, char? delimiter, bool hasHeader, Action<CsvMalformedRecord>? judge) => new()
    {
        Encoding = encoding,
        Separator = delimiter,

        // The preamble is already read. Otherwise, a row that looks like a preamble would be skipped if reading begins there.
        DetectSeparatorHint = false,
        HasHeader = hasHeader,
        IncludeValuesInExceptions = false,
        MaxRecordSize = CustomerFile.MaxLine,
        OnMalformedRecord = judge,

        // A quotation mark after a space also opens a field, because some lists have a space after each comma.
        TrimWhitespace = true,
    };

    /// <summary>Returns the first complete lines in the bytes. The last line is left out, because it may be incomplete.</summary>
    private static List<IReadOnlyList<string>> ReadSample(byte[] start, Encoding? encoding, char? delimiter)
    {
        var lines = new List<IReadOnlyList<string>>();
        Stream text = new MemoryStream(start);
        if (encoding is null)
        {
            text = new Windows1252Stream(text);
        }

        bool isUtf8 = encoding is null || encoding.CodePage == Encoding.UTF8.CodePage;
        using CsvReader reader = CreateReader(text, isUtf8 ? null : encoding, delimiter, hasHeader: false, static _ => { });
        try
        {
            while (lines.Count < FileSample.MaxLines && reader.Read())
            {
                lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }
        }
        catch (CsvFormatException)
        {
            // The line is longer than the sample. The table reports lines that cannot be read.
        }

        if (start.Length == TextEncoding.SampleBytes && lines.Count > 1)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    /// <summary>Skips byte order marks, which files that were joined can have, and returns their length in bytes.</summary>
    private static int SkipMarks(PeekableStream stream)
    {
        int skipped = 0;
        while (TextEncoding.StartsWithUtf8Mark(stream.Peek(TextEncoding.Utf8Mark.Length)))
        {
            stream.Skip(TextEncoding.Utf8Mark.Length);
            skipped += TextEncoding.Utf8Mark.Length;
        }

        return skipped;
    }

    private string[] ReadHeader()
    {
        try
        {
            _reader.ReadHeader();
        }
        catch (CsvFormatException)
        {
            throw new CustomerFileException($"The header line of the file '{_name}' cannot be read: it is longer than {CustomerFile.MaxLine / BytesInMebibyte} MiB. {OpenQuote}");
        }

        string[] names = [.. _reader.Headers];
        if (_staysOpen || _ranTogether)
        {
            throw new CustomerFileException($"The header line of the file '{_name}' cannot be read. {OpenQuote}");
        }

        HeaderCheck.Validate(names, _name, IsWindows1252);
        return names;
    }

    /// <summary>Called when a line has a misplaced quotation mark.</summary>
    private void Judge(CsvMalformedRecord line)
    {
        _staysOpen |= line.Reason == CsvMalformedReason.UnterminatedQuote || QuotedLine.StaysOpen(line.RawRecord, _reader.Separator);
        _ranTogether |= QuotedLine.RunsOver(line.RawRecord);
    }
}
