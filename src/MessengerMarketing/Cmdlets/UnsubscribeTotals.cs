using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Cmdlets;

/// <summary>Counts the people of a run that ends subscriptions, and reports those who were left out.</summary>
internal sealed class UnsubscribeTotals
{
    private readonly SortedDictionary<RejectReason, long> _leftOut = [];
    private long _unusable;
    private long _invalid;

    /// <summary>People so far.</summary>
    public long People { get; private set; }

    /// <summary>Counts a person.</summary>
    public void AddPerson() => People++;

    /// <summary>Counts the person as left out.</summary>
    public void AddUnusable() => _unusable++;

    /// <summary>Counts the reason why a value of a person could not be used.</summary>
    public void AddReason(RejectReason reason)
    {
        if (reason != RejectReason.None)
        {
            _leftOut[reason] = _leftOut.TryGetValue(reason, out long count) ? count + 1 : 1;
        }
    }

    /// <summary>Counts the rows of a batch that Meta could not use. Null if Meta does not report it.</summary>
    public void AddInvalid(long? rows) => _invalid += rows ?? 0;

    /// <summary>Returns the warnings at the end.</summary>
    public IEnumerable<string> CreateWarnings()
    {
        if (_leftOut.Count > 0)
        {
            string reasons = string.Join(", ", _leftOut.Select(pair => $"{pair.Key} {pair.Value}"));
            yield return $"{_unusable} of {(People == 1 ? "1 person" : $"{People} people")} {(_unusable == 1 ? "was" : "were")} left out: {reasons}.";
        }

        if (_invalid > 0)
        {
            yield return $"Meta could not use {_invalid} of the rows that were sent. If these people were subscribed, they still are.";
        }
    }
}
