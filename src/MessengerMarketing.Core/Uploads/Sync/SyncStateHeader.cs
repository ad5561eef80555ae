using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>A list and its audience, and everything that determines how its rows are hashed.</summary>
internal sealed record SyncIdentity
{
    /// <summary>Ad account, digits without <c>act_</c>.</summary>
    public required string AdAccountId { get; init; }

    /// <summary>The audience's ID.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The host that receives the list; null if it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>The schema keys, in the order of the cells.</summary>
    public required IReadOnlyList<string> Schema { get; init; }

    /// <summary>Country of rows that do not specify one, or null.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>Order of day, month, and year in dates of birth; null for that of the country.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whether phone numbers keep the trunk zero.</summary>
    public bool KeepTrunkZero { get; init; }

    /// <summary>Whether additional identifiers of a person have their own rows.</summary>
    public bool AllIdentifiers { get; init; }

    /// <summary>The identity of a list.</summary>
    public static SyncIdentity From(GraphContext context, string audienceId, ColumnMapping mapping, UploadOptions options) => new()
    {
        AdAccountId = context.AdAccountId,
        AudienceId = audienceId,
        Host = context.ForeignHost(),
        Schema = [.. mapping.Schema.Select(static key => key.ToString())],
        DefaultCountry = options.Hashing.DefaultCountry?.ToUpperInvariant(),
        DateFormat = options.Hashing.DateFormat?.Pattern,
        KeepTrunkZero = options.Hashing.KeepTrunkZero,
        AllIdentifiers = options.Hashing.AllIdentifiers,
    };

    /// <summary>The difference between the audiences, or null.</summary>
    public string? FindOtherAudience(SyncIdentity now)
        => AdAccountId != now.AdAccountId ? $"it is of ad account {AdAccountId}, and the connection is with {now.AdAccountId}"
        : AudienceId != now.AudienceId ? $"it is of audience {AudienceId}, not of {now.AudienceId}"
        : Host != now.Host ? $"it is of {Host ?? GraphHosts.Meta}, and the connection is with {now.Host ?? GraphHosts.Meta}"
        : null;

    /// <summary>The differences in how rows are hashed. Can be empty.</summary>
    public IReadOnlyList<string> FindOtherOptions(SyncIdentity now)
    {
        var differences = new List<string>();
        if (!Schema.SequenceEqual(now.Schema))
        {
            differences.Add($"the list has the keys {string.Join(", ", now.Schema)} and had {string.Join(", ", Schema)}");
        }

        Compare("the default country", DefaultCountry ?? "none", now.DefaultCountry ?? "none");
        Compare("the date format", DateFormat ?? "none", now.DateFormat ?? "none");
        Compare("keeping the trunk zero", KeepTrunkZero ? "on" : "off", now.KeepTrunkZero ? "on" : "off");
        Compare("sending all identifiers", AllIdentifiers ? "on" : "off", now.AllIdentifiers ? "on" : "off");
        return differences;

        void Compare(string what, string before, string after)
        {
            if (before != after)
            {
                differences.Add($"{what} is {after} and was {before}");
            }
        }
    }
}

/// <summary>The beginning of a state file.</summary>
internal sealed record SyncStateHeader
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Version of the file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The list and its audience.</summary>
    public required SyncIdentity Identity { get; init; }

    /// <summary>How often the state was written or changes were appended to it. A log belongs to one generation.</summary>
    public long Generation { get; init; }

    /// <summary>The last run; null before the first.</summary>
    public SyncRunRecord? LastRun { get; init; }

    /// <summary>Entries in each of the 1,024 parts.</summary>
    public IReadOnlyList<int> Counts { get; init; } = [];

    /// <summary>A checksum of each part.</summary>
    public IReadOnlyList<ulong> Checksums { get; init; } = [];

    /// <summary>The number of entries after the changes at the end of the file; null if there are no changes.</summary>
    [JsonIgnore]
    public long? PeopleAfterChanges { get; init; }

    /// <summary>The number of entries: people, or rows of people who have several.</summary>
    [JsonIgnore]
    public long People => PeopleAfterChanges ?? Counts.Sum(static count => (long)count);
}

/// <summary>What a run did, in the format of the state.</summary>
internal sealed record SyncRunRecord
{
    /// <summary>When it started, in UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Whether it did not send all changes: it was interrupted, or a guard rail stopped it.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>People added for the first time.</summary>
    public long Added { get; init; }

    /// <summary>People whose row changed.</summary>
    public long Changed { get; init; }

    /// <summary>People removed because they left the list.</summary>
    public long Removed { get; init; }

    /// <summary>People removed because they opted out.</summary>
    public long OptedOut { get; init; }

    /// <summary>Removals that wait for a later run.</summary>
    public long PendingRemovals { get; init; }

    /// <summary>New people who wait for a later run.</summary>
    public long HeldBack { get; init; }

    /// <summary>Rows of the list that could not be used, opt-outs not counted.</summary>
    public long FaultyRows { get; init; }

    /// <summary>The number of entries after the run; null if the run did not complete, so that they must be counted.</summary>
    public long? People { get; init; }
}

/// <summary>The first line of a state or of its log.</summary>
internal sealed record SyncLine
{
    /// <summary>The beginning of a state.</summary>
    public const string StateBeginning = "{\"state\":{\"format\":";

    /// <summary>The beginning of a log.</summary>
    public const string LogBeginning = "{\"log\":{\"identity\":";

    public SyncStateHeader? State { get; init; }

    public SyncLogHeader? Log { get; init; }
}

/// <summary>The beginning of a log.</summary>
internal sealed record SyncLogHeader
{
    /// <summary>The list and its audience.</summary>
    public required SyncIdentity Identity { get; init; }

    /// <summary>Generation of the state that it changes; 0 if there is no state yet.</summary>
    public long Generation { get; init; }

    /// <summary>When the run started, in UTC.</summary>
    public DateTimeOffset Started { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SyncLine))]
[JsonSerializable(typeof(SyncRunRecord))]
internal sealed partial class SyncJson : JsonSerializerContext;
