using System;
using System.IO;
using System.Threading;

namespace MessengerMarketing.Customers.Files;

/// <summary>Converts text in UTF-8 or Windows-1252 to UTF-8. The first non-ASCII character determines the encoding of the whole file: if it is not UTF-8, it
/// and all following text are read as Windows-1252. The ASCII text before it is the same in both.</summary>
internal sealed class Windows1252Stream(Stream inner) : ForwardStream
{
    /// <summary>Maximum number of UTF-8 bytes for one byte of Windows-1252.</summary>
    private const int MaxBytesPerCharacter = 3;

    /// <summary>The characters 0x80 to 0x9F. Five of them are undefined. Source: the Unicode Consortium's table CP1252.TXT.</summary>
    private const string HighControls =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    private readonly byte[] _raw = new byte[16 * 1024];
    private byte[] _text = [];
    private State _state;
    private int _start;
    private int _end;
    private long _position;
    private long _converted = -1;

    private enum State
    {
        /// <summary>Everything so far was ASCII.</summary>
        Undecided,

        /// <summary>Passed through unchanged.</summary>
        Utf8,

        /// <summary>Converted.</summary>
        Windows1252,
    }

    /// <summary>Number of bytes before the first converted byte, or null.</summary>
    public long? ConvertedFrom => Volatile.Read(ref _converted) is >= 0 and var position ? position : null;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_state == State.Utf8 && _start == _end)
        {
            return inner.Read(buffer, offset, count);
        }

        if (count == 0 || (_start == _end && !Fill()))
        {
            return 0;
        }

        if (_state == State.Undecided)
        {
            int ascii = AsciiText.Count(_raw.AsSpan(_start, _end - _start));
            if (ascii > 0)
            {
                return Copy(_raw, buffer, offset, Math.Min(count, ascii));
            }

            Decide();
        }

        return Copy(_state == State.Utf8 ? _raw : _text, buffer, offset, Math.Min(count, _end - _start));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Returns whether a well-formed multibyte UTF-8 sequence begins here (RFC 3629, section 4).</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        byte first = bytes[0];
        int length = first switch
        {
            >= 0xC2 and <= 0xDF => 2,
            >= 0xE0 and <= 0xEF => 3,
            >= 0xF0 and <= 0xF4 => 4,
            _ => 0,
        };
        if (length == 0 || bytes.Length < length)
        {
            return false;
        }

        for (int i = 1; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80)
            {
                return false;
            }
        }

        return first switch
        {
            0xE0 => bytes[1] >= 0xA0,
            0xED => bytes[1] < 0xA0,
            0xF0 => bytes[1] >= 0x90,
            0xF4 => bytes[1] < 0x90,
            _ => true,
        };
    }

    private bool Fill()
    {
        _start = 0;
        _end = inner.Read(_raw, 0, _raw.Length);
        if (_end > 0 && _state == State.Windows1252)
        {
            Convert();
        }

        return _end > 0;
    }

    private void Decide()
    {
        // The character may extend beyond the data that was read.
        const int MaxSequence = 4;
        if (_end - _start < MaxSequence)
        {
            Buffer.BlockCopy(_raw, _start, _raw, 0, _end - _start);
            _end -= _start;
            _start = 0;
            int read;
            while (_end < MaxSequence && (read = inner.Read(_raw, _end, _raw.Length - _end)) > 0)
            {
                _end += read;
            }
        }

        if (IsUtf8(_raw.AsSpan(_start, _end - _start)))
        {
            _state = State.Utf8;
            return;
        }

        _state = State.Windows1252;
        Volatile.Write(ref _converted, _position);
        Convert();
    }

    private int Copy(byte[] from, byte[] buffer, int offset, int count)
    {
        Buffer.BlockCopy(from, _start, buffer, offset, count);
        _start += count;
        _position += count;
        return count;
    }

    /// <summary>Converts the data that was read in place.</summary>
    private void Convert()
    {
        if (_text.Length == 0)
        {
            _text = new byte[_raw.Length * MaxBytesPerCharacter];
        }

        int written = 0;
        for (int i = _start; i < _end; i++)
        {
            byte value = _raw[i];
            int character = value is >= 0x80 and < 0xA0 ? HighControls[value - 0x80] : value;
            switch (character)
            {
                case < 0x80:
                    _text[written++] = value;
                    break;
                case < 0x800:
                    _text[written++] = (byte)(0xC0 | (character >> 6));
                    _text[written++] = (byte)(0x80 | (character & 0x3F));
                    break;
                default:
                    _text[written++] = (byte)(0xE0 | (character >> 12));
                    _text[written++] = (byte)(0x80 | ((character >> 6) & 0x3F));
                    _text[written++] = (byte)(0x80 | (character & 0x3F));
                    break;
            }
        }

        _start = 0;
        _end = written;
    }
}
