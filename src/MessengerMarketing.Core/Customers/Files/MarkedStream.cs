using System;
using System.IO;

namespace MessengerMarketing.Customers.Files;

/// <summary>UTF-8 text with a byte order mark in front. The CSV reader removes the mark. Without it, the reader would remove the first characters of a row
/// that begins like the mark of any encoding, and would read the rest in that encoding.</summary>
internal sealed class MarkedStream(Stream text) : ForwardStream
{
    /// <summary>Length of the mark in bytes.</summary>
    public const int MarkLength = 3;

    private int _taken;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_taken == MarkLength)
        {
            return text.Read(buffer, offset, count);
        }

        int taken = Math.Min(count, MarkLength - _taken);
        TextEncoding.Utf8Mark.Slice(_taken, taken).CopyTo(buffer.AsSpan(offset, taken));
        _taken += taken;
        return taken;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }
}
