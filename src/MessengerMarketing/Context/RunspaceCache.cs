using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace MessengerMarketing.Context;

/// <summary>The objects of one kind that each runspace has seen, by ID. Completion and lookups by name use it without a call.</summary>
/// <param name="getId">Returns the ID of an object.</param>
/// <param name="getName">Returns the name of an object.</param>
internal sealed class RunspaceCache<T>(Func<T, string> getId, Func<T, string?> getName)
{
    private readonly ConditionalWeakTable<Runspace, Dictionary<string, T>> _items = new();

    /// <summary>Returns the ID of an object.</summary>
    public Func<T, string> GetId { get; } = getId;

    /// <summary>Returns the name of an object, or null if it has none.</summary>
    public Func<T, string?> GetName { get; } = getName;

    /// <summary>The objects of the current runspace, sorted by name.</summary>
    public IReadOnlyList<T> Items => Runspace.DefaultRunspace is { } runspace && _items.TryGetValue(runspace, out Dictionary<string, T>? items)
        ? [.. items.Values.OrderBy(GetName, StringComparer.OrdinalIgnoreCase)]
        : [];

    /// <summary>Adds an object, or replaces the object with the same ID.</summary>
    public void Add(T item) => _items.GetOrCreateValue(Runspace.DefaultRunspace)[GetId(item)] = item;

    /// <summary>Removes an object that was deleted.</summary>
    public void Remove(string id) => _items.GetOrCreateValue(Runspace.DefaultRunspace).Remove(id);

    /// <summary>Removes all objects, because another account has different objects.</summary>
    public void Clear() => _items.Remove(Runspace.DefaultRunspace);
}
