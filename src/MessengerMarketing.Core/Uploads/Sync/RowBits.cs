using System.Threading;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>A bit for each row of a list. Thread-safe.</summary>
/// <param name="rows">Rows of the list, which are numbered from 1.</param>
internal sealed class RowBits(long rows)
{
    private readonly long[] _words = new long[(rows / 64) + 1];

    /// <summary>Sets a row's bit.</summary>
    /// <returns>Whether the bit was not set before.</returns>
    public bool Set(long row)
    {
        ref long word = ref _words[row >> 6];
        long bit = 1L << (int)(row & 63);
        long known = Volatile.Read(ref word);
        while ((known & bit) == 0)
        {
            long found = Interlocked.CompareExchange(ref word, known | bit, known);
            if (found == known)
            {
                return true;
            }

            known = found;
        }

        return false;
    }

    /// <summary>Whether a row's bit is set. The bit of a row after the last one is not set.</summary>
    public bool IsWithin(long row) => row >> 6 < _words.Length && IsSet(row);

    /// <summary>Whether a row's bit is set.</summary>
    public bool IsSet(long row) => (Volatile.Read(ref _words[row >> 6]) & (1L << (int)(row & 63))) != 0;
}
