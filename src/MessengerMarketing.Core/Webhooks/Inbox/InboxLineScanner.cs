using System;
using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>
/// Reads lines of an inbox that are exactly as <see cref="InboxLine.Write"/> writes them, several times as fast as a JSON reader. A watcher reads
/// thousands of them before its first event, in a process in which no code is compiled yet: what a loop runs through is compiled in one go.
/// </summary>
internal static class InboxLineScanner
{
    // MethodImplOptions.AggressiveOptimization, which .NET Standard does not name.
    private const MethodImplOptions Optimized = (MethodImplOptions)512;

    private const int HashBytes = 32;

    [ThreadStatic]
    private static SHA256? _sha256;

    /// <summary>Reads a line.</summary>
    /// <returns>The delivery; null when the line looks different, or the hash is not that of the body. It can still be a delivery.</returns>
    [MethodImpl(Optimized)]
    public static WebhookDelivery? TryRead(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        if (!Skip(ref rest, "{\"sequence\":"u8) || !TryReadNumber(ref rest, out long sequence) || !Skip(ref rest, ",\"received\":\""u8)
            || !Utf8Parser.TryParse(rest, out DateTimeOffset received, out int length, 'O'))
        {
            return null;
        }

        rest = rest.Slice(length);
        if (!Skip(ref rest, "\",\"sha256\":\""u8) || rest.Length < HashBytes * 2)
        {
            return null;
        }

        ReadOnlySpan<byte> hash = rest.Slice(0, HashBytes * 2);
        rest = rest.Slice(HashBytes * 2);
        string[]? ids = null;
        if (!Skip(ref rest, "\",\"body\":\""u8) && (!Skip(ref rest, "\",\"events\":["u8) || !TryReadIds(ref rest, out ids) || !Skip(ref rest, ",\"body\":\""u8)))
        {
            return null;
        }

        return rest.EndsWith("\"}"u8) && ReadBody(rest.Slice(0, rest.Length - 2), hash) is { } body ? new WebhookDelivery(sequence, received, body) { EventIds = ids } : null;
    }

    private static bool Skip(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> text)
    {
        if (!rest.StartsWith(text))
        {
            return false;
        }

        rest = rest.Slice(text.Length);
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> rest, out long number)
    {
        bool isNumber = Utf8Parser.TryParse(rest, out number, out int length) && rest[0] is >= (byte)'1' and <= (byte)'9';
        rest = rest.Slice(length);
        return isNumber;
    }

    [MethodImpl(Optimized)]
    private static bool TryReadIds(ref ReadOnlySpan<byte> rest, out string[]? ids)
    {
        const int Width = InboxLine.IdLength + 3;
        int end = rest.IndexOf((byte)']');
        int count = (end + 1) / Width;
        ids = null;
        if (end < 0 || (end != 0 && (end + 1) % Width != 0))
        {
            return false;
        }

        string[] found = new string[count];
        Span<char> text = stackalloc char[InboxLine.IdLength];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> item = rest.Slice(i * Width, Width - 1);
            if (item[0] != '"' || item[Width - 2] != '"' || (i > 0 && rest[(i * Width) - 1] != ','))
            {
                return false;
            }

            for (int j = 0; j < text.Length; j++)
            {
                if (GetNibble(item[j + 1]) < 0)
                {
                    return false;
                }

                text[j] = (char)item[j + 1];
            }

            found[i] = text.ToString();
        }

        ids = found;
        rest = rest.Slice(end + 1);
        return true;
    }

    [MethodImpl(Optimized)]
    private static byte[]? ReadBody(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hash)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            int length = Unescape(text, buffer);
            return length >= 0 && IsHash(hash, (_sha256 ??= SHA256.Create()).ComputeHash(buffer, 0, length)) ? buffer.AsSpan(0, length).ToArray() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads the escapes of a JSON string.</summary>
    /// <returns>The length of the result; -1 when the text has an escape that is not allowed, or a character that must be escaped.</returns>
    [MethodImpl(Optimized)]
    private static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int length = 0;
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] is < (byte)' ' or (byte)'"')
            {
                return -1;
            }

            if (text[at] != '\\')
            {
                target[length++] = text[at++];
                continue;
            }

            if (at + 1 == text.Length)
            {
                return -1;
            }

            byte escape = text[at + 1];
            at += 2;
            if (escape == 'u')
            {
                if (!TryReadCharacter(text, ref at, out int character))
                {
                    return -1;
                }

                length += Encode(character, target.Slice(length));
                continue;
            }

            int plain = GetPlain(escape);
            if (plain < 0)
            {
                return -1;
            }

            target[length++] = (byte)plain;
        }

        return length;
    }

    private static int GetPlain(byte escape) => escape switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => escape,
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => -1,
    };

    /// <summary>Reads the digits of a <c>\u</c> escape, or of two that are a surrogate pair.</summary>
    private static bool TryReadCharacter(ReadOnlySpan<byte> text, ref int at, out int character)
    {
        if (!TryReadUnit(text, ref at, out character) || character is >= 0xDC00 and <= 0xDFFF)
        {
            return false;
        }

        if (character is < 0xD800 or > 0xDBFF)
        {
            return true;
        }

        if (at + 2 > text.Length || text[at] != '\\' || text[at + 1] != 'u')
        {
            return false;
        }

        at += 2;
        if (!TryReadUnit(text, ref at, out int low) || low is < 0xDC00 or > 0xDFFF)
        {
            return false;
        }

        character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
        return true;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, ref int at, out int unit)
    {
        unit = 0;
        if (at + 4 > text.Length)
        {
            return false;
        }

        for (int i = 0; i < 4; i++)
        {
            int nibble = GetNibble((byte)(text[at + i] is >= (byte)'A' and <= (byte)'F' ? text[at + i] | 0x20 : text[at + i]));
            if (nibble < 0)
            {
                return false;
            }

            unit = (unit << 4) | nibble;
        }

        at += 4;
        return true;
    }

    /// <summary>Writes a character as UTF-8, which is never longer than its escape.</summary>
    private static int Encode(int character, Span<byte> target)
    {
        switch (character)
        {
            case < 0x80:
                target[0] = (byte)character;
                return 1;
            case < 0x800:
                target[0] = (byte)(0xC0 | (character >> 6));
                target[1] = (byte)(0x80 | (character & 0x3F));
                return 2;
            case < 0x10000:
                target[0] = (byte)(0xE0 | (character >> 12));
                target[1] = (byte)(0x80 | ((character >> 6) & 0x3F));
                target[2] = (byte)(0x80 | (character & 0x3F));
                return 3;
            default:
                target[0] = (byte)(0xF0 | (character >> 18));
                target[1] = (byte)(0x80 | ((character >> 12) & 0x3F));
                target[2] = (byte)(0x80 | ((character >> 6) & 0x3F));
                target[3] = (byte)(0x80 | (character & 0x3F));
                return 4;
        }
    }

    [MethodImpl(Optimized)]
    private static bool IsHash(ReadOnlySpan<byte> hexadecimal, byte[] hash)
    {
        for (int i = 0; i < hash.Length; i++)
        {
            if (((GetNibble(hexadecimal[2 * i]) << 4) | GetNibble(hexadecimal[(2 * i) + 1])) != hash[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a lowercase hexadecimal digit; -1 for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int GetNibble(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
