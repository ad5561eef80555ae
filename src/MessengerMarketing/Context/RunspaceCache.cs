using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace MessengerMarketing.Context;

/// <summary>The objects of one kind that each runspace has seen, by id. Completion and look-ups by name read it without a call.</summary>
/// <param name="getId">Returns an object's id.</param>
/// <param name="getName">Returns an object's name.</param>
internal sealed class RunspaceCache<T>(Func<T, string> getId, Func<T, string?> getName)
{
    private readonly ConditionalWeakTable<Runspace, Dictionary<string, T>> _items = new();

    /// <summary>The current runspace's objects in the order of their names.</summary>
    public IReadOnlyList<T> Items => Runspace.DefaultRunspace is { } runspace && _items.TryGetValue(runspace, out Dictionary<string, T>? items)
        ? [.. items.Values.OrderBy(getName, StringComparer.OrdinalIgnoreCase)]
        : [];

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    public void Add(T item) => _items.GetOrCreateValue(Runspace.DefaultRunspace)[getId(item)] = item;

    /// <summary>Removes an object that was deleted.</summary>
    public void Remove(string id) => _items.GetOrCreateValue(Runspace.DefaultRunspace).Remove(id);

    /// <summary>Removes all objects, as another account has others.</summary>
    public void Clear() => _items.Remove(Runspace.DefaultRunspace);
}
