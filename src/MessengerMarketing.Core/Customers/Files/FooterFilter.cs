using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>Skips the footer lines of reports: lines at the end of the table with text in the first column only. If a row follows, such a line is a row. A line
/// that contains only an address or a number is never treated as a footer.</summary>
internal sealed class FooterFilter(TableReader table, Action<FileNotice> notify) : TableReader
{
    /// <summary>Tables with fewer columns can have rows with one field.</summary>
    public const int MinColumns = 3;

    private const int MaxLines = 50;
    private const int MinLetters = 3;

    private readonly Queue<string> _held = [];
    private string? _replayed;
    private bool _hasRow;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnNames => table.ColumnNames;

    /// <inheritdoc/>
    public override bool HasHeader => table.HasHeader;

    /// <inheritdoc/>
    public override int FieldCount => _replayed is null ? table.FieldCount : 1;

    /// <inheritdoc/>
    public override RejectReason RowFault => _replayed is null ? table.RowFault : RejectReason.None;

    /// <inheritdoc/>
    public override long? ByteOffset => _replayed is null ? table.ByteOffset : null;

    /// <inheritdoc/>
    public override bool Read()
    {
        _replayed = null;
        if (_held.Count > 0)
        {
            _replayed = _held.Dequeue();
            return true;
        }

        if (_hasRow)
        {
            _hasRow = false;
            return true;
        }

        if (!table.Read())
        {
            return false;
        }

        return !IsFooterLine() || HoldBack();
    }

    /// <inheritdoc/>
    public override bool IsBlank(int field) => _replayed is null ? table.IsBlank(field) : field > 0;

    /// <inheritdoc/>
    public override string GetString(int field) => _replayed is null ? table.GetString(field) : field == 0 ? _replayed : string.Empty;

    /// <inheritdoc/>
    public override void CopyTo(RowBlock block, int row, int[] fields)
    {
        if (_replayed is null)
        {
            table.CopyTo(block, row, fields);
            return;
        }

        for (int column = 0; column < fields.Length; column++)
        {
            if (fields[column] == 0)
            {
                block[row, column] = _replayed;
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => table.Dispose();

    /// <summary>Reads ahead until it is known whether the lines are a footer.</summary>
    private bool HoldBack()
    {
        do
        {
            _held.Enqueue(table.GetString(0));
            if (!table.Read())
            {
                notify(new FileNotice(FileNoticeKind.FooterSkipped, _held.Count));
                _held.Clear();
                return false;
            }
        }
        while (_held.Count < MaxLines && IsFooterLine());
        _hasRow = true;
        _replayed = _held.Dequeue();
        return true;
    }

    private bool IsFooterLine()
    {
        for (int field = 1; field < table.FieldCount; field++)
        {
            if (!table.IsBlank(field))
            {
                return false;
            }
        }

        // A single word can be a name or a misspelled address, especially if there are delimiters after it.
        string text = table.GetString(0).Trim();
        int minBlanks = table.FieldCount == 1 ? 1 : 2;
        return text.IndexOf('@') < 0 && text.Count(char.IsLetter) >= MinLetters && text.Count(char.IsWhiteSpace) >= minBlanks && table.RowFault == RejectReason.None;
    }
}
