using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Ads;

/// <summary>The campaigns, ad sets, creatives and ads of an ad account.</summary>
internal sealed class AdObjects(AdAccount account)
{
    private readonly ConcurrentDictionary<string, AdObject> _objects = new(StringComparer.Ordinal);

    /// <summary>Returns the objects of a kind, newest first.</summary>
    public IEnumerable<AdObject> GetByKind(AdObjectKind kind) => All.Where(each => each.Info.KindValue == kind);

    /// <summary>All objects, newest first.</summary>
    public IEnumerable<AdObject> All => _objects.Values.OrderByDescending(static each => each.Order);

    public AdObject Add(
        AdObjectKind kind, string name, string status, string? parentId, IReadOnlyDictionary<string, string> parameters, DateTimeOffset now)
    {
        string id = account.NewId().ToString(CultureInfo.InvariantCulture);
        return _objects[id] = new AdObject(new SandboxAdObject(id, kind.ToString(), name, status, parentId, now), parameters);
    }

    public bool TryGet(string id, out AdObject found) => _objects.TryGetValue(id, out found!);

    /// <summary>Returns whether there is an object of a kind with this id.</summary>
    public bool Has(string? id, AdObjectKind kind) => id is not null && TryGet(id, out AdObject found) && found.Info.KindValue == kind;

    /// <summary>Removes an object and its children.</summary>
    public bool Remove(string id)
    {
        if (!_objects.TryRemove(id, out _))
        {
            return false;
        }

        foreach (AdObject part in All.Where(each => string.Equals(each.Info.ParentId, id, StringComparison.Ordinal)))
        {
            Remove(part.Info.Id);
        }

        return true;
    }
}
