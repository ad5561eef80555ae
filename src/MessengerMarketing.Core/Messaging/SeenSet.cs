using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace MessengerMarketing.Messaging;

/// <summary>
/// A set of people or tokens, stored as 16 bytes of their SHA-256 hash. A long list uses little memory, and no token is kept. Not
/// thread-safe.
/// </summary>
internal sealed class SeenSet : IDisposable
{
    private readonly HashSet<Guid> _seen = [];
    private readonly SHA256 _sha256 = SHA256.Create();

    /// <summary>Adds a value.</summary>
    /// <returns>False when the value is already in the set.</returns>
    public bool Add(string value) => _seen.Add(KeyOf(value));

    /// <summary>Returns whether a value is in the set.</summary>
    public bool Contains(string value) => _seen.Contains(KeyOf(value));

    /// <summary>Removes a value.</summary>
    public void Remove(string value) => _seen.Remove(KeyOf(value));

    /// <inheritdoc/>
    public void Dispose() => _sha256.Dispose();

    private Guid KeyOf(string value)
    {
        byte[] key = new byte[16];
        Array.Copy(_sha256.ComputeHash(Encoding.UTF8.GetBytes(value)), key, key.Length);
        return new Guid(key);
    }
}
