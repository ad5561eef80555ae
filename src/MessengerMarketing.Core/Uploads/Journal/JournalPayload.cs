using System;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Customers.Batches;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Computes the hash that identifies a batch.</summary>
internal static class JournalPayload
{
    /// <summary>Hashes a batch together with the run ID and its number, so that the hash does not reveal the same people in two journals, or the person in a
    /// batch of one row.</summary>
    public static string Hash(Guid runId, HashedBatch batch)
    {
        using var sha256 = SHA256.Create();
        byte[] salt = Encoding.ASCII.GetBytes(FormattableString.Invariant($"{runId:N}/{batch.Number}/"));
        sha256.TransformBlock(salt, 0, salt.Length, null, 0);
        sha256.TransformBlock(batch.Json, 0, batch.Length, null, 0);

        // The final block is copied, so it is empty.
        sha256.TransformFinalBlock([], 0, 0);
        return Format(sha256.Hash!);
    }

    /// <summary>Formats a hash in lowercase hexadecimal digits.</summary>
    public static string Format(byte[] hash) => BitConverter.ToString(hash).Replace("-", string.Empty).ToLowerInvariant();
}
