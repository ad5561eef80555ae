using System;
using System.Security.Cryptography;

namespace MessengerMarketing.Uploads;

/// <summary>The upload session of a batch. Each batch is a separate session, so batches are independent: they can be sent in any order and at the same time,
/// and after a lost response, only that session is queried.</summary>
internal static class UploadSession
{
    /// <summary>Derives a session ID: positive, 64 bits, unique in the ad account, and the same for the same batch of the same run, so that the server
    /// recognizes a batch that is sent again.</summary>
    /// <param name="runId">ID of the upload.</param>
    /// <param name="batch">Number of the batch, from 1.</param>
    public static long DeriveId(Guid runId, int batch)
    {
        byte[] seed = new byte[20];
        runId.ToByteArray().CopyTo(seed, 0);
        for (int i = 0; i < 4; i++)
        {
            seed[16 + i] = (byte)(batch >> (8 * i));
        }

        using var sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(seed);
        long id = 0;
        for (int i = 0; i < 8; i++)
        {
            id = (id << 8) | hash[i];
        }

        return Math.Max(1, id & long.MaxValue);
    }
}
