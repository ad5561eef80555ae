using System;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Finds the cells of a row as it is sent: <c>["hash","hash",""]</c>.</summary>
internal static class RowCells
{
    /// <summary>Returns the end of a cell: the next comma or bracket that is not in a string or a list.</summary>
    public static int FindEnd(ReadOnlySpan<byte> row, int start)
    {
        bool isText = false;
        int depth = 0;
        for (int i = start; ; i++)
        {
            switch (row[i])
            {
                case (byte)'\\' when isText:
                    i++;
                    break;
                case (byte)'"':
                    isText = !isText;
                    break;
                case (byte)'[' when !isText:
                    depth++;
                    break;
                case (byte)']' when !isText && depth > 0:
                    depth--;
                    break;
                case (byte)',' or (byte)']' when !isText && depth == 0:
                    return i;
            }
        }
    }
}
