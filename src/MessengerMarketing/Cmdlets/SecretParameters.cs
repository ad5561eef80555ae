using System;
using System.Security;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>Reads tokens and secrets from parameters.</summary>
internal static class SecretParameters
{
    /// <summary>Returns the secret, or null if none was specified.</summary>
    /// <exception cref="ArgumentException">It is empty, or contains a character that is not allowed in a token or secret.</exception>
    public static Secret? Read(SecureString? value, string name)
    {
        try
        {
            return value is null ? null : Secret.From(value);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{name} is empty, or contains a space, a line break, or another character that is not allowed in a token or secret.", name, exception);
        }
    }
}
