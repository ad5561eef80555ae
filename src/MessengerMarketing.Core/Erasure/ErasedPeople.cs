using System.Collections.Generic;
using System.Text;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Erasure;

/// <summary>The people who were removed from the audiences in a run, so that the states of syncs can be brought up to date.</summary>
internal sealed class ErasedPeople
{
    private readonly HashSet<PersonHash> _emails = [];
    private readonly HashSet<PersonHash> _phones = [];

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty => _emails.Count == 0 && _phones.Count == 0;

    /// <summary>Adds people.</summary>
    public void Add(IEnumerable<HashedPerson> people)
    {
        foreach (var person in people)
        {
            if (person.Email is not null)
            {
                _emails.Add(PersonHash.Read(Encoding.ASCII.GetBytes(person.Email)));
            }

            if (person.Phone is not null)
            {
                _phones.Add(PersonHash.Read(Encoding.ASCII.GetBytes(person.Phone)));
            }
        }
    }

    /// <summary>Deletes these people from the state of a sync.</summary>
    /// <returns>Number of deleted rows.</returns>
    /// <inheritdoc cref="SyncStateRemoval.Remove"/>
    public long RemoveFromState(string path, string adAccountId) => SyncStateRemoval.Remove(path, adAccountId, _emails, _phones, FileOperations.Instance);
}
