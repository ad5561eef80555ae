using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>The rule of the Graph API for the cells of a column.</summary>
internal enum CellRule
{
    /// <summary>Any value, for a blank schema key, or one that does not identify a person.</summary>
    Unchecked,

    /// <summary>64 lowercase hexadecimal digits, or empty.</summary>
    Sha256,

    /// <summary>A plain id, or empty.</summary>
    Id,

    /// <summary>A plain id that must not be empty.</summary>
    RequiredId,

    /// <summary>A number of at least zero, or empty.</summary>
    Value,
}

/// <summary>One column of an upload.</summary>
/// <param name="Key">The key, in Meta's spelling.</param>
/// <param name="Rule">The rule for its cells.</param>
/// <param name="Rank">The rank as an identifier, 0 for the strongest; -1 when it does not identify a person.</param>
internal sealed record SchemaColumn(string Key, CellRule Rule, int Rank = -1)
{
    /// <summary>Email and phone, which a marketing message audience is matched by.</summary>
    public const int WeakestContactRank = 1;

    /// <summary>Whether the payload needs <c>app_ids</c>.</summary>
    public bool IsAppScoped { get; init; }

    public bool Identifies => Rank >= 0;

    public bool IsContact => Rank is >= 0 and <= WeakestContactRank;

    public static readonly SchemaColumn Blank = new(string.Empty, CellRule.Unchecked);

    /// <summary>The keys of an array schema. PAGEUID is missing on purpose: this kind of audience rejects it.</summary>
    public static readonly IReadOnlyDictionary<string, SchemaColumn> MultiKey = ByKey(
        new("EMAIL", CellRule.Sha256, 0),
        new("PHONE", CellRule.Sha256, 1),
        new("EXTERN_ID", CellRule.RequiredId, 2),
        new("MADID", CellRule.Id, 3),
        new("UID", CellRule.Id, 4) { IsAppScoped = true },
        new("FBUID", CellRule.Id, 4) { IsAppScoped = true },
        new("APPUID", CellRule.Id, 5) { IsAppScoped = true },
        new("GEN", CellRule.Sha256),
        new("DOBY", CellRule.Sha256),
        new("DOBM", CellRule.Sha256),
        new("DOBD", CellRule.Sha256),
        new("LN", CellRule.Sha256),
        new("FN", CellRule.Sha256),
        new("FI", CellRule.Sha256),
        new("CT", CellRule.Sha256),
        new("ST", CellRule.Sha256),
        new("ZIP", CellRule.Sha256),
        new("COUNTRY", CellRule.Sha256),
        new("LOOKALIKE_VALUE", CellRule.Value),
        new("DATA_PROCESSING_OPTIONS", CellRule.Unchecked),
        new("DATA_PROCESSING_OPTIONS_COUNTRY", CellRule.Unchecked),
        new("DATA_PROCESSING_OPTIONS_STATE", CellRule.Unchecked));

    /// <summary>The schemas with a single string.</summary>
    public static readonly IReadOnlyDictionary<string, SchemaColumn> SingleKey = ByKey(
        new("EMAIL_SHA256", CellRule.Sha256, 0),
        new("PHONE_SHA256", CellRule.Sha256, 1),
        new("MOBILE_ADVERTISER_ID", CellRule.Id, 3),
        new("UID", CellRule.Id, 4) { IsAppScoped = true });

    /// <summary>Returns whether a key contains ids that are uploaded unchanged.</summary>
    public static bool IsId(string key) => (MultiKey.TryGetValue(key, out SchemaColumn? column) || SingleKey.TryGetValue(key, out column)) && column is { Identifies: true, IsContact: false };

    private static Dictionary<string, SchemaColumn> ByKey(params SchemaColumn[] columns)
    {
        var byKey = new Dictionary<string, SchemaColumn>(columns.Length);
        foreach (SchemaColumn column in columns)
        {
            byKey.Add(column.Key, column);
        }

        return byKey;
    }
}
