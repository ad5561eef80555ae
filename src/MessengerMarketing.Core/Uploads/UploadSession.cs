using System;
using System.Security.Cryptography;

namespace MessengerMarketing.Uploads;

/// <summary>
/// The upload session of one batch. Each batch is a session of its own, so batches are independent: they travel in any order
/// and side by side, and a lost answer is settled by asking for that session alone.
/// </summary>
internal static class UploadSession
{
    /// <summary>
    /// A session id: positive, 64 bits, unique in the ad account, and the same for the same batch of the same run, so that a
    /// batch that is sent again is known to the server.
    /// </summary>
    /// <param name="runId">Identity of the upload.</param>
    /// <param name="batch">Number of the batch, from 1.</param>
    public static long DeriveId(Guid runId, int batch)
    {
        byte[] seed = new byte[20];
        runId.ToByteArray().CopyTo(seed, 0);
        for (int i = 0; i < 4; i++)
        {
            seed[16 + i] = (byte)(batch >> (8 * i));
        }

        using SHA256 sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(seed);
        long id = 0;
        for (int i = 0; i < 8; i++)
        {
            id = (id << 8) | hash[i];
        }

        return Math.Max(1, id & long.MaxValue);
    }
}
