using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>The <c>schema</c> of an upload: an array of keys, or one key as a string.</summary>
internal sealed class UploadSchema
{
    private const int MaxColumns = 100;

    private UploadSchema(SchemaColumn[] columns, bool isMultiKey)
    {
        Columns = columns;
        IsMultiKey = isMultiKey;

        // Email always comes first, so that a person's position does not depend on the order of the columns.
        int[] identifying = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].Identifies).OrderBy(i => columns[i].Rank)];
        IdentifierSlots = new int[columns.Length];
        for (int slot = 0; slot < identifying.Length; slot++)
        {
            IdentifierSlots[identifying[slot]] = slot;
        }

        IdentifierCount = identifying.Length;
        Keys = columns.Select(static column => column.Key).ToArray();
        ContactCount = columns.Count(static column => column.IsContact);
    }

    public SchemaColumn[] Columns { get; }

    /// <summary>The keys in the order of the request.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Whether the schema is an array. An audience accepts only one of the two kinds.</summary>
    public bool IsMultiKey { get; }

    /// <summary>For each identifying column, its position in the identifiers of a row.</summary>
    public int[] IdentifierSlots { get; }

    /// <summary>Number of identifiers of a row.</summary>
    public int IdentifierCount { get; }

    /// <summary>Number of leading identifiers that are email addresses or phone numbers.</summary>
    public int ContactCount { get; }

    public bool NeedsAppIds => Columns.Any(static column => column.IsAppScoped);

    /// <summary>The name of this kind of schema in Meta's error 2650.</summary>
    public string DataSource => IsMultiKey ? "FILE_IMPORTED.MULTI_HASHES" : "FILE_IMPORTED.HASHES_OR_USER_IDS";

    /// <summary>Reads the schema. The reader must be at the start of the value, and is then at its end.</summary>
    public static UploadSchema Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new UploadSchema([Column(reader.GetString()!, SchemaColumn.SingleKey, "payload[schema]")], isMultiKey: false);

            case JsonTokenType.StartArray:
                var columns = new List<SchemaColumn>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType != JsonTokenType.String || columns.Count == MaxColumns)
                    {
                        throw GraphErrors.Invalid("Param payload[schema] must be an array of keys");
                    }

                    string key = reader.GetString()!;
                    columns.Add(key.Length == 0 ? SchemaColumn.Blank : Column(key, SchemaColumn.MultiKey, $"payload[schema][{columns.Count}]"));
                }

                return columns.Count > 0
                    ? new UploadSchema([.. columns], isMultiKey: true)
                    : throw GraphErrors.Missing("payload[schema]");

            default:
                throw GraphErrors.Invalid("Param payload[schema] must be an array of keys");
        }
    }

    private static SchemaColumn Column(string key, IReadOnlyDictionary<string, SchemaColumn> known, string place)
    {
        if (string.Equals(key, "PAGEUID", StringComparison.Ordinal))
        {
            throw GraphErrors.Invalid($"PSID cannot be uploaded to a marketing messages audience: {place} is PAGEUID");
        }

        return known.TryGetValue(key, out SchemaColumn? column)
            ? column
            : throw GraphErrors.Invalid($"Param {place} must be one of {{{string.Join(", ", known.Keys)}}}");
    }
}
