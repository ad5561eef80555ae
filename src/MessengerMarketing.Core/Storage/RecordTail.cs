using System;
using System.Text;

namespace MessengerMarketing.Storage;

/// <summary>Distinguishes an incomplete record from bytes that this module did not write.</summary>
internal static class RecordTail
{
    /// <summary>Returns whether the bytes after the last complete record are the beginning of a record. After a power failure, a file system may leave zeros
    /// instead of the data that was being written.</summary>
    /// <param name="tail">The bytes.</param>
    /// <param name="beginnings">The beginnings of records, in ASCII.</param>
    public static bool IsTorn(ReadOnlySpan<byte> tail, params string[] beginnings)
    {
        ReadOnlySpan<byte> written = TrimZeros(tail);
        foreach (string beginning in beginnings)
        {
            byte[] start = Encoding.ASCII.GetBytes(beginning);
            int length = Math.Min(start.Length, written.Length);
            if (written.Slice(0, length).SequenceEqual(start.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether bytes start with the complete beginning of a record.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes, string beginning)
        => bytes.StartsWith(Encoding.ASCII.GetBytes(beginning));

    /// <summary>Returns the bytes without trailing zeros.</summary>
    public static ReadOnlySpan<byte> TrimZeros(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        while (length > 0 && bytes[length - 1] == 0)
        {
            length--;
        }

        return bytes.Slice(0, length);
    }
}
