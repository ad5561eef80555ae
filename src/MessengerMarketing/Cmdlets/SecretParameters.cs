using System;
using System.Security;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>Reads tokens and secrets that were given as parameters.</summary>
internal static class SecretParameters
{
    /// <summary>Returns the secret; null where none was given.</summary>
    /// <exception cref="ArgumentException">It is empty, or has a character that no token or secret has.</exception>
    public static Secret? Read(SecureString? value, string name)
    {
        try
        {
            return value is null ? null : Secret.From(value);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{name} is empty or holds a blank, a line break or another character that no token or secret has.", name, exception);
        }
    }
}
