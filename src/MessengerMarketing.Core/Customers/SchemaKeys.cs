using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace MessengerMarketing.Customers;

/// <summary>What the Graph API does with each schema key.</summary>
internal static class SchemaKeys
{
    /// <summary>Every key, in the order of the guide.</summary>
    public static IReadOnlyList<SchemaKey> All { get; } = (SchemaKey[])Enum.GetValues(typeof(SchemaKey));

    private static readonly Dictionary<string, SchemaKey> ByName = All.ToDictionary(key => key.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a cell of this key travels as the SHA-256 of its normalised value. Ids, customer values and
    /// data processing options travel as they are; hashing them is a well-known mistake that makes them match nobody.
    /// </summary>
    public static bool IsHashed(this SchemaKey key) => key <= SchemaKey.COUNTRY;

    /// <summary>Whether a person can be found by this key in a marketing-message audience: each row needs one of the two.</summary>
    public static bool IsIdentifier(this SchemaKey key) => key is SchemaKey.EMAIL or SchemaKey.PHONE;

    /// <summary>Whether an upload with this key must say which app the id belongs to (<c>app_ids</c>).</summary>
    public static bool NeedsApp(this SchemaKey key) => key is SchemaKey.APPUID or SchemaKey.UID or SchemaKey.FBUID;

    /// <summary>Finds a key by its Graph API name, whatever its case.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SchemaKey? key)
    {
        key = name is not null && ByName.TryGetValue(name.Trim(), out SchemaKey found) ? found : null;
        return key is not null;
    }
}
