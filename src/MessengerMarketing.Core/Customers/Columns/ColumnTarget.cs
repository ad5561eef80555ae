using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>What a column fills: one schema key, with a whole date of birth three of them, or with a consent none.</summary>
public readonly record struct ColumnTarget
{
    private const string BirthName = "DOB";

    private ColumnTarget(SchemaKey? key, bool isConsent = false)
    {
        Key = key;
        IsConsent = isConsent;
    }

    /// <summary>A whole date of birth, which fills DOBY, DOBM and DOBD.</summary>
    public static ColumnTarget DateOfBirth { get; }

    /// <summary>A consent, which is read beside the keys and never sent. It cannot be asked for by name.</summary>
    public static ColumnTarget Consent { get; } = new(null, isConsent: true);

    /// <summary>The schema key, or null for <see cref="DateOfBirth"/> and <see cref="Consent"/>.</summary>
    public SchemaKey? Key { get; }

    /// <summary>Whether it is <see cref="Consent"/>.</summary>
    public bool IsConsent { get; }

    /// <summary>A column that fills one key.</summary>
    public static implicit operator ColumnTarget(SchemaKey key) => FromSchemaKey(key);

    /// <summary>A column that fills one key.</summary>
    public static ColumnTarget FromSchemaKey(SchemaKey key) => new(key);

    /// <summary>Finds a target by name: a schema key, or <c>DOB</c> for a whole date of birth.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ColumnTarget? target)
    {
        target = SchemaKeys.TryParse(name, out SchemaKey? key) ? new ColumnTarget(key)
            : string.Equals(name?.Trim(), BirthName, StringComparison.OrdinalIgnoreCase) ? DateOfBirth
            : null;
        return target is not null;
    }

    /// <summary>The name of a target that a mistyped one most likely means; null when none comes near.</summary>
    public static string? Suggest(string name) => NearMiss.Find(name.Trim().ToUpperInvariant(), SchemaKeys.All.Select(static key => key.ToString()));

    /// <inheritdoc/>
    public override string ToString() => IsConsent ? "CONSENT" : Key?.ToString() ?? BirthName;
}
