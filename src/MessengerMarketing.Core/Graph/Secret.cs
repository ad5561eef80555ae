using System;
using System.Runtime.InteropServices;
using System.Security;

namespace MessengerMarketing.Graph;

/// <summary>
/// An access token or an app secret. It never shows itself: <see cref="ToString"/> gives <c>***</c>, and only code of this
/// assembly can read the value, at the moment a request is sent or signed.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly SecureString _value;

    private Secret(SecureString value) => _value = value;

    /// <summary>Number of characters, blanks at the ends not counted.</summary>
    public int Length => _value.Length;

    /// <summary>Takes over a secret. Blanks around it, as copying from a web page leaves them, are dropped.</summary>
    /// <param name="value">Visible ASCII characters, at least one.</param>
    /// <exception cref="ArgumentException">The value is empty, or holds a character that cannot stand in an HTTP header. The message does not repeat it.</exception>
    public static Secret From(string value) => From(value, nameof(value));

    /// <summary>Copies a secret; the caller keeps, and disposes, its own.</summary>
    /// <param name="value">Visible ASCII characters, at least one.</param>
    /// <exception cref="ArgumentException">The value is empty, or holds a character that cannot stand in an HTTP header. The message does not repeat it.</exception>
    public static Secret From(SecureString value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        return From(Read(value), nameof(value));
    }

    /// <summary>A copy for a caller that wants a <see cref="SecureString"/>; the caller disposes it.</summary>
    public SecureString ToSecureString() => _value.Copy();

    /// <inheritdoc/>
    public void Dispose() => _value.Dispose();

    /// <returns><c>***</c>, whatever the secret is.</returns>
    public override string ToString() => "***";

    internal static Secret From(string value, string parameterName)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameterName);
        }

        var trimmed = value.Trim();
        if (trimmed.Length == 0)
        {
            throw new ArgumentException($"{parameterName} is empty.", parameterName);
        }

        var secure = new SecureString();
        foreach (var character in trimmed)
        {
            // A header with a line break or a non-ASCII character is refused by HttpClient with a message that repeats the header.
            if (character is <= ' ' or > '~')
            {
                secure.Dispose();
                throw new ArgumentException($"{parameterName} holds a blank, a line break or another character that no token or secret has.", parameterName);
            }

            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return new Secret(secure);
    }

    internal string Reveal() => Read(_value);

    private static string Read(SecureString value)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(value);
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
