using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>What a column fills: one schema key, or with a whole date of birth three of them.</summary>
public readonly record struct ColumnTarget
{
    private ColumnTarget(SchemaKey? key) => Key = key;

    /// <summary>A whole date of birth, which fills DOBY, DOBM and DOBD.</summary>
    public static ColumnTarget DateOfBirth { get; }

    /// <summary>The schema key, or null for <see cref="DateOfBirth"/>.</summary>
    public SchemaKey? Key { get; }

    /// <summary>A column that fills one key.</summary>
    public static implicit operator ColumnTarget(SchemaKey key) => FromSchemaKey(key);

    /// <summary>A column that fills one key.</summary>
    public static ColumnTarget FromSchemaKey(SchemaKey key) => new(key);

    /// <summary>Finds a target by name: a schema key, or <c>DOB</c> for a whole date of birth.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ColumnTarget? target)
    {
        target = SchemaKeys.TryParse(name, out SchemaKey? key) ? new ColumnTarget(key)
            : string.Equals(name?.Trim(), "DOB", StringComparison.OrdinalIgnoreCase) ? DateOfBirth
            : null;
        return target is not null;
    }

    /// <summary>The name of a target that a mistyped one most likely means; null when none comes near.</summary>
    public static string? Suggest(string name) => NearMiss.Find(name.Trim().ToUpperInvariant(), SchemaKeys.All.Select(static key => key.ToString()));

    /// <inheritdoc/>
    public override string ToString() => Key?.ToString() ?? "DOB";
}
