using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace MessengerMarketing.Customers;

/// <summary>Properties of the schema keys in the Graph API.</summary>
internal static class SchemaKeys
{
    /// <summary>All keys, in the order of the guide.</summary>
    public static IReadOnlyList<SchemaKey> All { get; } = (SchemaKey[])Enum.GetValues(typeof(SchemaKey));

    private static readonly Dictionary<string, SchemaKey> ByName = All.ToDictionary(key => key.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a cell of this key is sent as the SHA-256 hash of its normalized value. IDs, customer values, and data processing options are
    /// sent unhashed. Hashing them is a common mistake, after which nobody matches.</summary>
    public static bool IsHashed(this SchemaKey key) => key <= SchemaKey.COUNTRY;

    /// <summary>Returns whether a person can be matched by this key in a marketing-message audience. Each row needs one of these keys.</summary>
    public static bool IsIdentifier(this SchemaKey key) => key is SchemaKey.EMAIL or SchemaKey.PHONE;

    /// <summary>Returns whether an upload with this key must specify the app of the ID (<c>app_ids</c>).</summary>
    public static bool NeedsApp(this SchemaKey key) => key is SchemaKey.APPUID or SchemaKey.UID or SchemaKey.FBUID;

    /// <summary>Parses the Graph API name of a key, ignoring case.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SchemaKey? key)
    {
        key = name is not null && ByName.TryGetValue(name.Trim(), out SchemaKey found) ? found : null;
        return key is not null;
    }
}
