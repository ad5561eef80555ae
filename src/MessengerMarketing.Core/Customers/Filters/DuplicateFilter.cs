using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Leaves out people who occurred earlier, with the same email address and phone number, or with the only one of them that the row has. Its memory is
/// bounded: it compares at least the last 1,000,000 people, and 2,000,000 at most. Older duplicates are not detected, which is harmless, because an audience
/// contains each person once.</summary>
internal sealed class DuplicateFilter(int capacity = DuplicateFilter.DefaultCapacity)
{
    private const int DefaultCapacity = 1_000_000;

    private HashSet<PersonHash> _latest = [];
    private HashSet<PersonHash> _before = [];

    /// <summary>Checks a row.</summary>
    /// <returns><see cref="RejectReason.Duplicate"/> or <see cref="RejectReason.None"/>.</returns>
    public RejectReason Judge(PersonHashes person)
    {
        // The bits of the phone number are rotated, so that the same value in both columns does not become zero.
        var key = new PersonHash(
            person.Email.High ^ ((person.Phone.High << 1) | (person.Phone.High >> 63)),
            person.Email.Low ^ ((person.Phone.Low << 1) | (person.Phone.Low >> 63)));
        if (key.IsNone)
        {
            return RejectReason.None;
        }

        if (_before.Contains(key) || !_latest.Add(key))
        {
            return RejectReason.Duplicate;
        }

        if (_latest.Count >= capacity)
        {
            // The older half is discarded, and its memory is reused.
            (_latest, _before) = (_before, _latest);
            _latest.Clear();
        }

        return RejectReason.None;
    }
}
