using System;
using System.Text;

namespace MessengerMarketing.Storage;

/// <summary>Tells a record that was not written to its end from bytes that this module did not write.</summary>
internal static class RecordTail
{
    /// <summary>
    /// Whether bytes behind the last whole record are the beginning of another one. After a loss of power a file system may leave zeros in place of
    /// what was being written.
    /// </summary>
    /// <param name="tail">The bytes.</param>
    /// <param name="beginnings">How records begin, in ASCII.</param>
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

    /// <summary>Whether bytes begin with the whole beginning of a record.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes, string beginning)
        => bytes.StartsWith(Encoding.ASCII.GetBytes(beginning));

    /// <summary>The bytes without zeros at their end.</summary>
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
