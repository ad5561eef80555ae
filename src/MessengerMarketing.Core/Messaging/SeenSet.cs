using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Remembers which people or tokens came by, as 16 bytes of their SHA-256: a long list takes little memory, and no token stays in it.
/// Not safe for two threads.
/// </summary>
internal sealed class SeenSet : IDisposable
{
    private readonly HashSet<Guid> _seen = [];
    private readonly SHA256 _sha256 = SHA256.Create();

    /// <summary>Remembers one.</summary>
    /// <returns>False when it was remembered already.</returns>
    public bool Add(string value) => _seen.Add(KeyOf(value));

    /// <summary>Whether one is remembered.</summary>
    public bool Contains(string value) => _seen.Contains(KeyOf(value));

    /// <summary>Forgets one.</summary>
    public void Remove(string value) => _seen.Remove(KeyOf(value));

    /// <inheritdoc/>
    public void Dispose() => _sha256.Dispose();

    private Guid KeyOf(string value)
    {
        var key = new byte[16];
        Array.Copy(_sha256.ComputeHash(Encoding.UTF8.GetBytes(value)), key, key.Length);
        return new Guid(key);
    }
}
