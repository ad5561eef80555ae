using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Deletes people from a state who were removed from the audience by other means, so that the state knows what is in the audience.</summary>
internal static class SyncStateRemoval
{
    /// <summary>Checks that a state can be used, without changing it.</summary>
    /// <inheritdoc cref="Remove"/>
    public static void Check(string path, string adAccountId) => ReadIdentity(path, adAccountId);

    /// <summary>Deletes every row with one of these identifiers. A run of a sync is kept out meanwhile.</summary>
    /// <param name="path">The state.</param>
    /// <param name="adAccountId">The ad account that the people were removed from, digits.</param>
    /// <param name="emails">Hashes of email addresses.</param>
    /// <param name="phones">Hashes of phone numbers.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <returns>Number of deleted rows.</returns>
    /// <exception cref="SyncStateException">The file is no state, is damaged, or is of another ad account.</exception>
    /// <exception cref="IOException">It does not exist, is in use, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static long Remove(string path, string adAccountId, ISet<PersonHash> emails, ISet<PersonHash> phones, IFileOperations operations)
    {
        using var state = SyncState.Open(path, ReadIdentity(path, adAccountId), allowsOtherOptions: true, operations);
        long removed = 0;
        byte[] entries = [];
        for (int partition = 0; partition < PartitionedItems.Partitions; partition++)
        {
            int count = state.Entries.Read(partition, ref entries);
            using var found = new MemoryStream();
            for (int i = 0; i < count; i++)
            {
                var entry = entries.AsSpan(i * SyncEntry.Size, SyncEntry.Size);
                if (Has(entry, 0, emails) || Has(entry, 1, phones))
                {
                    found.Write(entries, i * SyncEntry.Size, SyncEntry.Size);
                    removed++;
                }
            }

            if (found.Length > 0)
            {
                state.Log.Append(SyncRecordKind.Replaced, null, found.ToArray());
            }
        }

        if (removed > 0)
        {
            // The last run of the sync stays the last one.
            if (state.Header?.LastRun is { } run)
            {
                state.Log.AppendEnd(run);
            }

            state.Complete();
        }

        return removed;
    }

    private static bool Has(ReadOnlySpan<byte> entry, int identifier, ISet<PersonHash> hashes)
        => SyncEntry.Has(entry, identifier) && hashes.Contains(SyncEntry.GetPersonHash(entry, identifier));

    private static SyncIdentity ReadIdentity(string path, string adAccountId)
    {
        using SyncStateFile file = SyncStateFile.TryOpen(path, restrict: false) ?? throw new FileNotFoundException($"There is no state '{path}'.", path);
        var identity = file.Header.Identity;
        return identity.AdAccountId == adAccountId
            ? identity
            : throw new SyncStateException(SyncStateProblem.OtherAudience, $"The state '{path}' is of ad account {identity.AdAccountId}, and the connection is with {adAccountId}.");
    }
}
