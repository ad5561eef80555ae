using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.State;

/// <summary>
/// The distinct people of one audience. Each uploaded identifier identifies the person, so a person who was added by email and phone can
/// be removed by either. It uses 12 bytes per slot of an open-addressing table that is three eighths to three quarters full, which is 16
/// to 32 bytes per identifier, and 9 bytes per person. Personal data cannot be recovered from it. Not thread-safe.
/// </summary>
internal sealed class PeopleSet
{
    private const byte Member = 1;
    private const byte Matching = 2;

    private ulong[] _identifiers = new ulong[64];
    private int[] _people = new int[64];
    private int _slotsUsed;
    private byte[] _flags = new byte[16];
    private ulong[] _keys = new ulong[16];
    private int _peopleKnown;

    /// <summary>Number of members.</summary>
    public int Count { get; private set; }

    /// <summary>Number of members that match a Facebook account.</summary>
    public int Matched { get; private set; }

    /// <summary>Number of people who were ever members. Each person has a permanent number below it.</summary>
    public int Known => _peopleKnown;

    /// <summary>Adds a person.</summary>
    /// <param name="identifiers">The identifiers of the person, strongest first; 0 for a missing identifier.</param>
    /// <param name="matchRate">Share of people that match. The first identifier decides when a person is added for the first time.</param>
    /// <returns>The person's number. For a new person it is the previous value of <see cref="Known"/>.</returns>
    public int Add(ReadOnlySpan<ulong> identifiers, double matchRate)
    {
        int person = Find(identifiers);
        if (person < 0)
        {
            person = NewPerson(First(identifiers), matchRate);
        }

        foreach (ulong identifier in identifiers)
        {
            if (identifier != 0)
            {
                Learn(identifier, person);
            }
        }

        SetMember(person, true);
        return person;
    }

    /// <summary>Returns whether the person with this number matches a Facebook account.</summary>
    public bool IsMatching(int person) => (_flags[person] & Matching) != 0;

    /// <summary>Returns the number of the person with this identifier; -1 when the person is not known.</summary>
    public int NumberOf(ulong identifier) => Find([identifier]);

    /// <summary>Removes a person. Unknown people are ignored.</summary>
    public void Remove(ReadOnlySpan<ulong> identifiers)
    {
        int person = Find(identifiers);
        if (person >= 0)
        {
            SetMember(person, false);
        }
    }

    /// <summary>Removes all people. They keep their numbers.</summary>
    public void Clear()
    {
        for (int person = 0; person < _peopleKnown; person++)
        {
            SetMember(person, false);
        }
    }

    /// <summary>Returns whether the person with this identifier is a member.</summary>
    public bool Contains(ulong identifier)
    {
        int slot = SlotOf(identifier);
        return _identifiers[slot] == identifier && (_flags[_people[slot]] & Member) != 0;
    }

    /// <summary>Returns the first identifier of a person, which is the person's key; 0 when the person is not known.</summary>
    public ulong KeyOf(ulong identifier)
    {
        int slot = SlotOf(identifier);
        return _identifiers[slot] == identifier && identifier != 0 ? _keys[_people[slot]] : 0;
    }

    /// <summary>Returns whether the person with this identifier matches a Facebook account and, optionally, is a member.</summary>
    public bool Matches(ulong identifier, bool asMember)
    {
        int slot = SlotOf(identifier);
        int wanted = asMember ? Matching | Member : Matching;
        return _identifiers[slot] == identifier && identifier != 0 && (_flags[_people[slot]] & wanted) == wanted;
    }

    /// <summary>Returns members that match, by number.</summary>
    /// <param name="first">Number of the first person to check.</param>
    /// <param name="max">Maximum number of people to return.</param>
    public List<MatchedPerson> MatchedFrom(int first, int max)
    {
        var found = new List<MatchedPerson>();
        for (int person = Math.Max(0, first); person < _peopleKnown && found.Count < max; person++)
        {
            if ((_flags[person] & (Matching | Member)) == (Matching | Member))
            {
                found.Add(new MatchedPerson(person, _keys[person]));
            }
        }

        return found;
    }

    private int Find(ReadOnlySpan<ulong> identifiers)
    {
        foreach (ulong identifier in identifiers)
        {
            if (identifier != 0)
            {
                int slot = SlotOf(identifier);
                if (_identifiers[slot] == identifier)
                {
                    return _people[slot];
                }
            }
        }

        return -1;
    }

    private int NewPerson(ulong identifier, double matchRate)
    {
        if (_peopleKnown == _flags.Length)
        {
            Array.Resize(ref _flags, _flags.Length * 2);
            Array.Resize(ref _keys, _keys.Length * 2);
        }

        _keys[_peopleKnown] = identifier;
        _flags[_peopleKnown] = RandomSource.ToShare(identifier) < matchRate ? Matching : (byte)0;
        return _peopleKnown++;
    }

    private void Learn(ulong identifier, int person)
    {
        int slot = SlotOf(identifier);
        if (_identifiers[slot] == identifier)
        {
            return;
        }

        _identifiers[slot] = identifier;
        _people[slot] = person;
        _slotsUsed++;
        if (_slotsUsed > _identifiers.Length / 4 * 3)
        {
            Grow();
        }
    }

    private void SetMember(int person, bool member)
    {
        byte flags = _flags[person];
        if (((flags & Member) != 0) == member)
        {
            return;
        }

        int change = member ? 1 : -1;
        _flags[person] = (byte)(flags ^ Member);
        Count += change;
        if ((flags & Matching) != 0)
        {
            Matched += change;
        }
    }

    private int SlotOf(ulong identifier)
    {
        int mask = _identifiers.Length - 1;
        int slot = (int)identifier & mask;
        while (_identifiers[slot] != identifier && _identifiers[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        ulong[] identifiers = _identifiers;
        int[] people = _people;
        _identifiers = new ulong[identifiers.Length * 2];
        _people = new int[identifiers.Length * 2];
        for (int i = 0; i < identifiers.Length; i++)
        {
            if (identifiers[i] != 0)
            {
                int slot = SlotOf(identifiers[i]);
                _identifiers[slot] = identifiers[i];
                _people[slot] = people[i];
            }
        }
    }

    private static ulong First(ReadOnlySpan<ulong> identifiers)
    {
        foreach (ulong identifier in identifiers)
        {
            if (identifier != 0)
            {
                return identifier;
            }
        }

        throw new ArgumentException("A person must have at least one identifier.", nameof(identifiers));
    }
}
