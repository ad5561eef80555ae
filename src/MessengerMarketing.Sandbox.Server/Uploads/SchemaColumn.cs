using System.Collections.Generic;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>What the Graph API asks of the cells in a column.</summary>
internal enum CellRule
{
    /// <summary>Anything goes: a blank schema key, or one that says nothing about a person.</summary>
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
/// <param name="Key">Its key, spelled as Meta spells it.</param>
/// <param name="Rule">What its cells must be.</param>
/// <param name="Rank">How strongly it identifies a person, 0 strongest; -1 when it does not.</param>
internal sealed record SchemaColumn(string Key, CellRule Rule, int Rank = -1)
{
    /// <summary>Email and phone: what a marketing-message audience is matched by.</summary>
    public const int WeakestContactRank = 1;

    /// <summary>Needs <c>app_ids</c> in the payload.</summary>
    public bool IsAppScoped { get; init; }

    public bool Identifies => Rank >= 0;

    public bool IsContact => Rank is >= 0 and <= WeakestContactRank;

    public static readonly SchemaColumn Blank = new(string.Empty, CellRule.Unchecked);

    /// <summary>The keys an array schema may hold. PAGEUID is missing on purpose: this kind of audience refuses it.</summary>
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

    /// <summary>The schemas that are a single string.</summary>
    public static readonly IReadOnlyDictionary<string, SchemaColumn> SingleKey = ByKey(
        new("EMAIL_SHA256", CellRule.Sha256, 0),
        new("PHONE_SHA256", CellRule.Sha256, 1),
        new("MOBILE_ADVERTISER_ID", CellRule.Id, 3),
        new("UID", CellRule.Id, 4) { IsAppScoped = true });

    /// <summary>Whether a key holds ids that are uploaded as they are.</summary>
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
