using System;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>
/// Reads <c>payload</c> in one pass over its bytes, without creating a string for each cell. Otherwise, a test with a hundred uploads of
/// 10,000 rows per second would measure the throughput of the sandbox.
/// </summary>
internal static class UploadPayloadReader
{
    /// <summary>Reads a payload from a form field.</summary>
    /// <param name="json">The JSON of the payload in UTF-8.</param>
    /// <param name="isRemoval">Whether the people are removed. Any identifier is then accepted.</param>
    public static UploadPayload Read(ReadOnlySpan<byte> json, bool isRemoval)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read())
        {
            throw GraphErrors.Invalid("Param payload must be a JSON object");
        }

        return Read(ref reader, json, isRemoval);
    }

    /// <summary>Reads a payload inside a larger text. The reader must be at the start of the value, and is then at its end.</summary>
    public static UploadPayload Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, bool isRemoval)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw GraphErrors.Invalid("Param payload must be a JSON object");
        }

        UploadSchema? schema = null;
        UploadPayload? payload = null;
        Utf8JsonReader dataAhead = default;
        bool hasDataAhead = false;
        bool hasAppIds = false;
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("schema"u8))
                {
                    reader.Read();
                    schema = UploadSchema.Read(ref reader);
                }
                else if (reader.ValueTextEquals("data"u8) && schema is not null)
                {
                    reader.Read();
                    payload?.Dispose();
                    payload = new UploadPayload(schema);
                    ReadRows(ref reader, json, payload, isRemoval);
                }
                else if (reader.ValueTextEquals("data"u8))
                {
                    // Members can be in any order. Rows before the schema are read when the schema is known.
                    reader.Read();
                    dataAhead = reader;
                    hasDataAhead = true;
                    reader.Skip();
                }
                else
                {
                    hasAppIds |= reader.ValueTextEquals("app_ids"u8);
                    reader.Read();
                    reader.Skip();
                }
            }

            if (schema is null)
            {
                throw GraphErrors.Missing("payload[schema]");
            }

            if (payload is null && hasDataAhead)
            {
                payload = new UploadPayload(schema);
                ReadRows(ref dataAhead, json, payload, isRemoval);
            }

            if (payload is null)
            {
                throw GraphErrors.Missing("payload[data]");
            }

            if (payload.Rows == 0)
            {
                throw GraphErrors.DataDoesNotMatchSchema();
            }

            return schema.NeedsAppIds && !hasAppIds ? throw GraphErrors.Missing("payload[app_ids]") : payload;
        }
        catch
        {
            payload?.Dispose();
            throw;
        }
    }

    private static void ReadRows(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, UploadPayload payload, bool isRemoval)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw GraphErrors.DataDoesNotMatchSchema();
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (payload.Rows == UploadPayload.MaxRows)
            {
                throw GraphErrors.TooManyRows();
            }

            payload.Rows++;
            int start = (int)reader.TokenStartIndex;
            Span<ulong> identifiers = payload.BeginRow();
            string? reason = ReadRow(ref reader, payload.Schema, identifiers);
            if (reason is null && !HasAny(isRemoval ? identifiers : identifiers.Slice(0, payload.Schema.ContactCount)))
            {
                reason = isRemoval ? "no identifier" : "no EMAIL or PHONE";
            }

            if (reason is null)
            {
                payload.KeepRow();
            }
            else
            {
                payload.RejectRow(json.Slice(start, (int)reader.BytesConsumed - start), reason);
            }
        }
    }

    /// <summary>Reads one row.</summary>
    /// <returns>Why the row is not valid, or null.</returns>
    private static string? ReadRow(ref Utf8JsonReader reader, UploadSchema schema, Span<ulong> identifiers)
    {
        SchemaColumn[] columns = schema.Columns;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            // A single key accepts plain values and rows with one cell.
            return schema.IsMultiKey || reader.TokenType == JsonTokenType.StartObject
                ? throw GraphErrors.DataDoesNotMatchSchema()
                : CellReader.Read(ref reader, columns[0], out identifiers[0]);
        }

        string? reason = null;
        for (int i = 0; i < columns.Length; i++)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                throw GraphErrors.DataDoesNotMatchSchema();
            }

            SchemaColumn column = columns[i];
            string? problem = CellReader.Read(ref reader, column, out ulong identifier);
            reason ??= problem;
            if (column.Identifies)
            {
                identifiers[schema.IdentifierSlots[i]] = identifier;
            }
        }

        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? reason : throw GraphErrors.DataDoesNotMatchSchema();
    }

    private static bool HasAny(ReadOnlySpan<ulong> identifiers)
    {
        foreach (ulong identifier in identifiers)
        {
            if (identifier != 0)
            {
                return true;
            }
        }

        return false;
    }
}
