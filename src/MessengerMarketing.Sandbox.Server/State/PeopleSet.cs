using System;
using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.State;

/// <summary>
/// The distinct people of one audience. A person is known by any of the identifiers it was uploaded with, so somebody
/// added by email and phone is removed by either. Costs 12 bytes for each slot of an open-addressing table that
/// is three eighths to three quarters full, so 16 to 32 bytes an identifier, and 9 bytes a person; nobody's data can be had back
/// from it. Not safe for two threads.
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

    /// <summary>How many people are members.</summary>
    public int Count { get; private set; }

    /// <summary>How many members match a Facebook account.</summary>
    public int Matched { get; private set; }

    /// <summary>How many people were ever members. Each has a number below it, for good.</summary>
    public int Known => _peopleKnown;

    /// <summary>Makes a person a member.</summary>
    /// <param name="identifiers">What identifies the person, strongest first; 0 stands for an identifier that is missing.</param>
    /// <param name="matchRate">Share of people that match, decided by the first identifier when a person is first seen.</param>
    /// <returns>The person's number, which was <see cref="Known"/> before for somebody new.</returns>
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

    /// <summary>Whether the person with this number matches a Facebook account.</summary>
    public bool IsMatching(int person) => (_flags[person] & Matching) != 0;

    /// <summary>The number of the person with this identifier; -1 for somebody unknown.</summary>
    public int NumberOf(ulong identifier) => Find([identifier]);

    /// <summary>Ends a person's membership; somebody unknown is left alone.</summary>
    public void Remove(ReadOnlySpan<ulong> identifiers)
    {
        int person = Find(identifiers);
        if (person >= 0)
        {
            SetMember(person, false);
        }
    }

    /// <summary>Whether the person with this identifier is a member.</summary>
    public bool Contains(ulong identifier)
    {
        int slot = SlotOf(identifier);
        return _identifiers[slot] == identifier && (_flags[_people[slot]] & Member) != 0;
    }

    /// <summary>The identifier that a person was first known by, which stands for the person from then on; 0 for somebody unknown.</summary>
    public ulong KeyOf(ulong identifier)
    {
        int slot = SlotOf(identifier);
        return _identifiers[slot] == identifier && identifier != 0 ? _keys[_people[slot]] : 0;
    }

    /// <summary>Whether the person with this identifier matches a Facebook account, and is a member if that is asked.</summary>
    public bool Matches(ulong identifier, bool asMember)
    {
        int slot = SlotOf(identifier);
        int wanted = asMember ? Matching | Member : Matching;
        return _identifiers[slot] == identifier && identifier != 0 && (_flags[_people[slot]] & wanted) == wanted;
    }

    /// <summary>Members that match, by number.</summary>
    /// <param name="first">Number of the first person looked at.</param>
    /// <param name="max">How many to return at most.</param>
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

        throw new ArgumentException("A person has at least one identifier.", nameof(identifiers));
    }
}
