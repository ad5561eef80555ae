using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Erasure;

/// <summary>
/// Deletes people who were removed from the audiences from the states of syncs. Each call deletes all people of the run, so that a state that was in use
/// catches up with the next batch.
/// </summary>
/// <param name="paths">The states.</param>
/// <param name="adAccountId">The ad account that the people are removed from, digits.</param>
internal sealed class StateEraser(IReadOnlyList<string> paths, string adAccountId)
{
    private readonly HashSet<PersonHash> _emails = [];
    private readonly HashSet<PersonHash> _phones = [];

    /// <summary>Checks every state, without changing it. A state that a sync uses passes: the sync may end before it is this state's turn.</summary>
    /// <returns>The first state that cannot be used, and why; null for none.</returns>
    public StateError? Check()
    {
        foreach (string path in paths)
        {
            if (Try(path, () => SyncStateRemoval.Check(path, adAccountId)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>Deletes these people, and those of earlier calls.</summary>
    /// <param name="people">People who were removed from the audiences.</param>
    /// <param name="errors">Takes the states that could not be changed. The people are still in them.</param>
    /// <returns>The rows of all states that had an identifier of these people.</returns>
    public SyncStateRemovalResult Remove(IReadOnlyCollection<HashedPerson> people, ICollection<StateError> errors)
    {
        foreach (HashedPerson person in people)
        {
            Add(_emails, person.Email);
            Add(_phones, person.Phone);
        }

        long found = 0;
        long left = 0;
        foreach (string path in paths)
        {
            if (Try(path, () => RemoveFrom(path)) is { } error)
            {
                errors.Add(error);
            }
        }

        return new SyncStateRemovalResult(found, left);

        void RemoveFrom(string path)
        {
            SyncStateRemovalResult result = SyncStateRemoval.Remove(path, adAccountId, _emails, _phones, FileOperations.Instance);
            found += result.Found;
            left += result.Left;
        }
    }

    private static void Add(HashSet<PersonHash> hashes, string? hash)
    {
        if (hash is not null)
        {
            hashes.Add(PersonHash.Read(Encoding.ASCII.GetBytes(hash)));
        }
    }

    private static StateError? Try(string path, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is SyncStateException or IOException or UnauthorizedAccessException)
        {
            return new StateError(path, exception);
        }
    }
}

/// <summary>A state that could not be used or changed.</summary>
/// <param name="Path">The state.</param>
/// <param name="Exception">Why.</param>
internal sealed record StateError(string Path, Exception Exception);
