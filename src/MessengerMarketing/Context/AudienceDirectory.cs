using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MessengerMarketing.Audiences;

namespace MessengerMarketing.Context;

/// <summary>The audiences that a runspace has seen last, for completion and for finding one by its name without a call.</summary>
internal static class AudienceDirectory
{
    private static readonly ConditionalWeakTable<Runspace, Dictionary<string, CustomAudience>> Seen = new();

    /// <summary>The audiences, by name.</summary>
    public static IReadOnlyList<CustomAudience> Known
        => Runspace.DefaultRunspace is { } runspace && Seen.TryGetValue(runspace, out Dictionary<string, CustomAudience>? audiences)
            ? [.. audiences.Values.OrderBy(static audience => audience.Name, System.StringComparer.OrdinalIgnoreCase)]
            : [];

    /// <summary>Takes note of an audience.</summary>
    public static void Remember(CustomAudience audience) => Seen.GetOrCreateValue(Runspace.DefaultRunspace)[audience.Id] = audience;

    /// <summary>Forgets an audience that was deleted.</summary>
    public static void Forget(string id) => Seen.GetOrCreateValue(Runspace.DefaultRunspace).Remove(id);

    /// <summary>Forgets all: another account has others.</summary>
    public static void Clear() => Seen.Remove(Runspace.DefaultRunspace);
}
