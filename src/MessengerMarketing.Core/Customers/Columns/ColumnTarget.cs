using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>The target of a column: one schema key, a whole date of birth (three keys), or consent (no key).</summary>
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

    /// <summary>Consent, which is read but never sent. It cannot be requested by name.</summary>
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

    /// <summary>Returns the target name that a misspelled name most likely means, or null if no name is similar.</summary>
    public static string? Suggest(string name) => NearMiss.Find(name.Trim().ToUpperInvariant(), SchemaKeys.All.Select(static key => key.ToString()));

    /// <inheritdoc/>
    public override string ToString() => IsConsent ? "CONSENT" : Key?.ToString() ?? BirthName;
}
