using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Files;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// The reader of lists. What it reads does not depend on the sizes of the reads, reading from any row on gives the rest of the list, and rows that
/// are written with quotation marks are read again as they are.
/// </summary>
internal sealed class CsvHarness() : FuzzHarness("csv", 4_000)
{
    private const int MaxPiece = 64;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        ",", ";", "\t", "|", "\"", "\"\"", "\",\"", "\"\r\n\"", "\r\n", "\n", "\r", "\n\n", " ", "\uFEFF", "\0", "email", "Email,Phone", "phone;E-Mail", "sep=;\n", "#TYPE System.Object\n",
        "ann@example.com", "+1 202-555-0101", "é", "ü", "\u00A0", "\u2028", "=\"1\"", "'", "N/A", "Total: 3", ",,,,", "a\"b", "\"a\"b", "First name",
    ];

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        Table whole = Read(new MemoryStream(input), new CustomerFileOptions());
        Table pieces = Read(PiecewiseStream.Create(input, random, MaxPiece), new CustomerFileOptions());
        Assert.Equal(whole.ToText(), pieces.ToText());
        if (whole.Problem is null && whole.Rows.Count > 0)
        {
            CheckEntry(input, whole, random.Next(whole.Rows.Count));
            CheckWritten(whole);
        }
    }

    private static void CheckEntry(byte[] input, Table whole, int entry)
    {
        if (whole.Rows[entry].Offset is not { } offset)
        {
            return;
        }

        var options = new CustomerFileOptions { Header = whole.Names, Delimiter = whole.Delimiter, Encoding = TextEntry.FindEncoding(new MemoryStream(input), offset), Start = new CustomerFilePosition(offset, 1, entry + 1) };
        Table rest = Read(new MemoryStream(input, (int)offset, input.Length - (int)offset), options, offset);
        Assert.Null(rest.Problem);
        Assert.Equal(whole.Rows.Skip(entry).Select(static row => row.ToText()), rest.Rows.Select(static row => row.ToText()));
    }

    private static void CheckWritten(Table whole)
    {
        Row[] rows = [.. whole.Rows.Where(static row => row.Fault == RejectReason.None)];
        var text = new StringBuilder();
        foreach (Row row in rows)
        {
            text.AppendJoin(',', row.Fields.Select(static field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        }

        var options = new CustomerFileOptions { Header = whole.Names, Delimiter = ',', Encoding = Encoding.UTF8, Start = new CustomerFilePosition(0, 1, 1) };
        Table again = Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), options, 0);
        Assert.Null(again.Problem);
        Assert.Equal(rows.Select(static row => string.Join('\u0001', row.Fields)), again.Rows.Select(static row => string.Join('\u0001', row.Fields)));
    }

    private static Table Read(Stream stream, CustomerFileOptions options, long position = 0)
    {
        var notices = new List<FileNotice>();
        var rows = new List<Row>();
        CsvTable table;
        try
        {
            table = CsvTable.Open(new PeekableStream(stream), "list.csv", options, position, notices.Add);
        }
        catch (CustomerFileException exception)
        {
            return new Table([], ',', rows, notices, exception.Message);
        }

        using (table)
        {
            string? problem = null;
            try
            {
                while (table.Read())
                {
                    rows.Add(new Row([.. Enumerable.Range(0, table.FieldCount).Select(table.GetString)], table.RowFault, table.ByteOffset));
                }
            }
            catch (TableReadException exception)
            {
                problem = exception.Message;
            }

            return new Table(table.ColumnNames, table.Delimiter, rows, notices, problem);
        }
    }

    private sealed record Row(string[] Fields, RejectReason Fault, long? Offset)
    {
        public string ToText() => $"{Fault} {string.Join('\u0001', Fields)} {Offset}";
    }

    private sealed record Table(IReadOnlyList<string> Names, char Delimiter, IReadOnlyList<Row> Rows, IReadOnlyList<FileNotice> Notices, string? Problem)
    {
        public string ToText() => $"{string.Join('\u0001', Names)}\n{Delimiter}\n{string.Join('\n', Rows.Select(static row => row.ToText()))}\n{string.Join(' ', Notices)}\n{Problem}";
    }
}
