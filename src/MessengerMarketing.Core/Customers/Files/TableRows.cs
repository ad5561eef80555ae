using System.Globalization;
using System.IO;
using System.Threading;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Files;

/// <summary>Reads the lines of a table into blocks of rows, up to a line that cannot be read. One thread reads at a time.</summary>
internal sealed class TableRows(TableReader table, string fileName, long rowsBefore)
{
    private readonly int _columns = table.ColumnNames.Count;
    private long _read;
    private volatile bool _isStopped;

    /// <summary>Rows read so far.</summary>
    public long RowsRead => Volatile.Read(ref _read);

    /// <summary>Why the table cannot be read on; null when nothing prevents it.</summary>
    public CustomerFileException? Failure { get; private set; }

    /// <summary>Ends the table after the line that is being read. Any thread may call it.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Reads rows until the block is full.</summary>
    /// <param name="fields">The fields that are read.</param>
    /// <param name="layout">Where the blocks begin.</param>
    /// <returns>The block; null when no row is left.</returns>
    public RowBlock? ReadBlock(int[] fields, BlockLayout layout)
    {
        RowBlock? block = null;
        while (block is not { IsFull: true } && ReadLine())
        {
            block ??= layout.CreateBlock(fields.Length, rowsBefore + _read + 1, table.ByteOffset);
            int row = block.AddRow();
            _read++;
            table.CopyTo(block, row, fields);
            if (table.RowFault != RejectReason.None)
            {
                block.Reject(row, table.RowFault);
            }
            else if (table.FieldCount > _columns && HasSurplus())
            {
                block.Reject(row, RejectReason.TooManyColumns);
            }
        }

        return block;
    }

    /// <summary>Whether anything stands beyond the last column; delimiters alone at a line's end say nothing.</summary>
    private bool HasSurplus()
    {
        for (int i = _columns; i < table.FieldCount; i++)
        {
            if (!string.IsNullOrWhiteSpace(table.GetString(i)))
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadLine()
    {
        if (Failure is not null || _isStopped)
        {
            return false;
        }

        try
        {
            return table.Read();
        }
        catch (TableReadException exception)
        {
            Failure = CreateFailure(exception.Message);
        }
        catch (InvalidDataException)
        {
            Failure = CreateFailure("the compressed data is damaged there");
        }

        return false;
    }

    private CustomerFileException CreateFailure(string why) => new(string.Format(
        CultureInfo.InvariantCulture,
        "The file '{0}' cannot be read from row {1} on: {2}. Rows read before it: {3}.",
        fileName,
        rowsBefore + _read + 1,
        why,
        rowsBefore + _read));
}
