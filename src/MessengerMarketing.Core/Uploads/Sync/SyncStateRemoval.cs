using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Counts of the rows of a state that had an identifier of a removed person.</summary>
/// <param name="Found">Rows that had one of the identifiers.</param>
/// <param name="Left">Of these, rows that have another identifier, which was not given. It stays in the state.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SyncStateRemovalResult(long Found, long Left);

/// <summary>
/// Deletes people from a state who were removed from the audience by other means, so that the state knows what is in the audience. Only the given
/// identifiers were removed. If a row has another one, it stays in the state, so that a sync removes it from the audience once the list does not have it.
/// </summary>
internal static class SyncStateRemoval
{
    /// <summary>Checks that a state can be used, without changing it.</summary>
    /// <inheritdoc cref="Remove"/>
    public static void Check(string path, string adAccountId) => ReadIdentity(path, adAccountId);

    /// <summary>Deletes these identifiers. No sync can run at the same time.</summary>
    /// <param name="path">The state.</param>
    /// <param name="adAccountId">The ad account that the people were removed from, digits.</param>
    /// <param name="emails">Hashes of email addresses.</param>
    /// <param name="phones">Hashes of phone numbers.</param>
    /// <param name="operations">The file operations.</param>
    /// <exception cref="SyncStateException">The file is not a state, is damaged, or belongs to another ad account.</exception>
    /// <exception cref="IOException">It does not exist, is in use, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static SyncStateRemovalResult Remove(string path, string adAccountId, ISet<PersonHash> emails, ISet<PersonHash> phones, IFileOperations operations)
    {
        using var state = SyncState.Open(path, ReadIdentity(path, adAccountId), allowsOtherOptions: true, operations);
        long found = 0;
        long left = 0;
        byte[] entries = [];
        for (int partition = 0; partition < PartitionedItems.Partitions; partition++)
        {
            int count = state.Entries.Read(partition, ref entries);
            using var removals = new MemoryStream();
            for (int i = 0; i < count; i++)
            {
                Span<byte> entry = entries.AsSpan(i * SyncEntry.Size, SyncEntry.Size);
                int given = (Has(entry, 0, emails) ? 1 : 0) | (Has(entry, 1, phones) ? 2 : 0);
                if (given != 0)
                {
                    removals.Write(entries, i * SyncEntry.Size, SyncEntry.Size);
                    removals.WriteByte((byte)given);
                    found++;
                    left += given == SyncEntry.GetIdentifiers(entry) ? 0 : 1;
                }
            }

            if (removals.Length > 0)
            {
                state.Log.Append(SyncRecordKind.Removing, partition, removals.ToArray());
                state.Log.AppendResult(partition, BatchStatus.Accepted);
            }
        }

        if (found > 0)
        {
            // The last run of the sync stays the last one.
            if (state.Header?.LastRun is { } run)
            {
                state.Log.AppendEnd(run);
            }

            // The hashes of these people must not stay in the file.
            state.Complete(mayAppend: false);
        }

        return new SyncStateRemovalResult(found, left);
    }

    private static bool Has(ReadOnlySpan<byte> entry, int identifier, ISet<PersonHash> hashes)
        => SyncEntry.Has(entry, identifier) && hashes.Contains(SyncEntry.GetPersonHash(entry, identifier));

    private static SyncIdentity ReadIdentity(string path, string adAccountId)
    {
        using SyncStateFile file = SyncStateFile.TryOpen(path, restrict: false) ?? throw new FileNotFoundException($"There is no state '{path}'.", path);
        SyncIdentity identity = file.Header.Identity;
        return identity.AdAccountId == adAccountId
            ? identity
            : throw new SyncStateException(SyncStateProblem.OtherAudience, $"The state '{path}' is of ad account {identity.AdAccountId}, and the connection is with {adAccountId}.");
    }
}
