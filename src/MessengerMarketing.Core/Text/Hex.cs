using System.Globalization;
using System.Text;

namespace MessengerMarketing.Text;

/// <summary>Formats bytes as lowercase hexadecimal digits, the format of Meta's hashes, proofs and signatures.</summary>
internal static class Hex
{
    /// <summary>Returns two digits for each byte.</summary>
    public static string FromBytes(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (byte value in bytes)
        {
            text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
