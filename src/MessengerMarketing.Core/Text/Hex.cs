using System.Globalization;
using System.Text;

namespace MessengerMarketing.Text;

/// <summary>Writes bytes as lower-case hexadecimal digits, as Meta writes hashes, proofs and signatures.</summary>
internal static class Hex
{
    /// <summary>Two digits for each byte.</summary>
    public static string FromBytes(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (var value in bytes)
        {
            text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
