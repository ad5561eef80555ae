namespace MessengerMarketing.Text;

/// <summary>Formats bytes as lowercase hexadecimal digits, the format of Meta's hashes, proofs and signatures.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Returns two digits for each byte.</summary>
    public static string FromBytes(byte[] bytes)
    {
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 0xF];
        }

        return new string(text);
    }
}
