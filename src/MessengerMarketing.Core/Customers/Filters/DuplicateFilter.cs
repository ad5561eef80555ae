using System.Collections.Generic;

namespace MessengerMarketing.Customers.Filters;

/// <summary>
/// Leaves out people who came before: with the same e-mail address and the same phone number, or the same one of them where a row has
/// no other. Its memory is bounded: it knows the latest million people, and up to two; an older one passes, which does no harm, since an
/// audience holds each person once.
/// </summary>
internal sealed class DuplicateFilter(int capacity = DuplicateFilter.DefaultCapacity)
{
    private const int DefaultCapacity = 1_000_000;

    private HashSet<PersonHash> _latest = [];
    private HashSet<PersonHash> _before = [];

    /// <summary>Judges a row.</summary>
    /// <returns><see cref="RejectReason.Duplicate"/> or <see cref="RejectReason.None"/>.</returns>
    public RejectReason Judge(PersonHashes person)
    {
        // The phone's bits are turned, so that the same value in both columns is not nothing.
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
            // The older half is forgotten at once; its memory is used again.
            (_latest, _before) = (_before, _latest);
            _latest.Clear();
        }

        return RejectReason.None;
    }
}
