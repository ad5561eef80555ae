using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Names of the IANA time zone database, which is how Meta names a person's time zone. The names come with the assembly: Windows
/// PowerShell knows only the names of Windows.
/// </summary>
internal static class TimeZoneNames
{
    private const string ResourceName = "MessengerMarketing.time-zones.txt";

    private static readonly Lazy<Dictionary<string, string>> Known = new(Read);

    /// <summary>Every name that comes with the assembly.</summary>
    public static IReadOnlyCollection<string> All => Known.Value.Values;

    /// <summary>Recognises a name, whatever its case.</summary>
    /// <param name="name">Such as <c>Asia/Ho_Chi_Minh</c> or <c>UTC</c>.</param>
    /// <param name="canonical">The name as the database spells it.</param>
    /// <returns>False for names of Windows, offsets and anything else. A name newer than this list is taken when the system knows it.</returns>
    public static bool TryNormalize(string? name, [NotNullWhen(true)] out string? canonical)
    {
        var trimmed = name?.Trim() ?? "";
        if (Known.Value.TryGetValue(trimmed, out canonical))
        {
            return true;
        }

        canonical = trimmed.IndexOf('/') > 0 && IsKnownToSystem(trimmed) ? trimmed : null;
        return canonical is not null;
    }

    /// <summary>The name that a mistyped one most likely means; null when none comes near.</summary>
    public static string? Suggest(string name)
        => NearMiss.Find(name.Trim().ToLowerInvariant(), All.Select(static known => known.ToLowerInvariant())) is { } near ? Known.Value[near] : null;

    private static bool IsKnownToSystem(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name) is not null;
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Read()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in EmbeddedTable.Lines(ResourceName))
        {
            names[name] = name;
        }

        return names;
    }
}
