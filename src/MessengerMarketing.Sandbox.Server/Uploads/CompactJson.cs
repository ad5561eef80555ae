using System;
using System.Text;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>Creates JSON without white space between its tokens, which is how a response repeats an invalid row.</summary>
internal static class CompactJson
{
    /// <summary>Removes white space from valid JSON.</summary>
    public static string Minify(ReadOnlySpan<byte> json)
    {
        byte[] compact = new byte[json.Length];
        int length = 0;
        bool inString = false;
        bool escaped = false;
        foreach (byte b in json)
        {
            if (inString)
            {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            }
            else if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }
            else
            {
                inString = b == '"';
            }

            compact[length++] = b;
        }

        return Encoding.UTF8.GetString(compact, 0, length);
    }
}
