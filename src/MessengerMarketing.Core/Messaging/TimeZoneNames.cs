using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Names of the IANA time zone database, which Meta uses for a person's time zone. The names are embedded in the assembly, because
/// Windows PowerShell knows only Windows time zone names.
/// </summary>
internal static class TimeZoneNames
{
    private const string ResourceName = "MessengerMarketing.time-zones.txt";

    private static readonly Lazy<Dictionary<string, string>> Known = new(Read);

    /// <summary>All embedded names.</summary>
    public static IReadOnlyCollection<string> All => Known.Value.Values;

    /// <summary>Recognizes a name. Case does not matter.</summary>
    /// <param name="name">Such as <c>Asia/Ho_Chi_Minh</c> or <c>UTC</c>.</param>
    /// <param name="canonical">The name in the spelling of the database.</param>
    /// <returns>False for Windows names, offsets and other text. A name that is newer than the embedded list is accepted when the system knows it.</returns>
    public static bool TryNormalize(string? name, [NotNullWhen(true)] out string? canonical)
    {
        string trimmed = name?.Trim() ?? "";
        if (Known.Value.TryGetValue(trimmed, out canonical))
        {
            return true;
        }

        canonical = trimmed.IndexOf('/') > 0 && IsKnownToSystem(trimmed) ? trimmed : null;
        return canonical is not null;
    }

    /// <summary>Returns the name that a misspelled one most likely means; null when no name is similar.</summary>
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
