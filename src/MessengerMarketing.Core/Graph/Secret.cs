using System;
using System.Runtime.InteropServices;
using System.Security;

namespace MessengerMarketing.Graph;

/// <summary>
/// An access token or an app secret. <see cref="ToString"/> returns <c>***</c>. Only code of this assembly can read the value, when a
/// request is sent or signed.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly SecureString _value;

    private Secret(SecureString value) => _value = value;

    /// <summary>Number of characters, without leading and trailing white space.</summary>
    public int Length => _value.Length;

    /// <summary>Creates a secret. Leading and trailing white space, which copying from a web page can add, is removed.</summary>
    /// <param name="value">Visible ASCII characters, at least one.</param>
    /// <exception cref="ArgumentException">The value is empty, or contains a character that is not allowed in an HTTP header. The message does not repeat the value.</exception>
    public static Secret From(string value) => From(value, nameof(value));

    /// <summary>Copies a secret. The caller keeps and disposes its own.</summary>
    /// <param name="value">Visible ASCII characters, at least one.</param>
    /// <exception cref="ArgumentException">The value is empty, or contains a character that is not allowed in an HTTP header. The message does not repeat the value.</exception>
    public static Secret From(SecureString value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        return From(Read(value), nameof(value));
    }

    /// <summary>Returns a copy as a <see cref="SecureString"/>. The caller disposes it.</summary>
    public SecureString ToSecureString() => _value.Copy();

    /// <inheritdoc/>
    public void Dispose() => _value.Dispose();

    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";

    internal static Secret From(string value, string parameterName)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameterName);
        }

        string trimmed = value.Trim();
        if (trimmed.Length == 0)
        {
            throw new ArgumentException($"{parameterName} is empty.", parameterName);
        }

        var secure = new SecureString();
        foreach (char character in trimmed)
        {
            // HttpClient rejects a header with a line break or a non-ASCII character with a message that repeats the header.
            if (character is <= ' ' or > '~')
            {
                secure.Dispose();
                throw new ArgumentException($"{parameterName} contains a space, a line break or another character that is not allowed in a token or secret.", parameterName);
            }

            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return new Secret(secure);
    }

    internal string Reveal() => Read(_value);

    private static string Read(SecureString value)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(value);
        try
        {
            return Marshal.PtrToStringUni(pointer, value.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
