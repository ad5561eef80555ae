using System;
using System.Text;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>, which is also the format of query strings.</summary>
internal static class FormEncoding
{
    /// <summary>Handles one field. The value is the decoded bytes.</summary>
    public delegate void FieldHandler(string name, ReadOnlySpan<byte> value);

    /// <summary>Decodes the fields in place, so that a large upload needs no second buffer.</summary>
    public static void Read(Span<byte> form, FieldHandler handler)
    {
        while (form.Length > 0)
        {
            int end = form.IndexOf((byte)'&');
            Span<byte> pair = end < 0 ? form : form.Slice(0, end);
            form = end < 0 ? default : form.Slice(end + 1);
            if (pair.Length == 0)
            {
                continue;
            }

            int equals = pair.IndexOf((byte)'=');
            Span<byte> name = Decode(equals < 0 ? pair : pair.Slice(0, equals));
            Span<byte> value = equals < 0 ? default : Decode(pair.Slice(equals + 1));
            handler(Encoding.UTF8.GetString(name.ToArray()), value);
        }
    }

    private static Span<byte> Decode(Span<byte> text)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '+')
            {
                b = (byte)' ';
            }
            else if (b == '%' && i + 2 < text.Length && HexDigit(text[i + 1]) is int high and >= 0 && HexDigit(text[i + 2]) is int low and >= 0)
            {
                b = (byte)((high << 4) | low);
                i += 2;
            }

            text[length++] = b;
        }

        return text.Slice(0, length);
    }

    private static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
