using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The <c>filtering</c> parameter: an array of conditions, all of which must be true.</summary>
internal sealed class AudienceFilter
{
    private readonly List<Func<SandboxAudience, bool>> _conditions = [];

    public bool Includes(SandboxAudience audience) => _conditions.TrueForAll(holds => holds(audience));

    public static AudienceFilter Parse(string? text)
    {
        var filter = new AudienceFilter();
        if (string.IsNullOrWhiteSpace(text))
        {
            return filter;
        }

        try
        {
            using var document = JsonDocument.Parse(text!);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw Malformed();
            }

            foreach (JsonElement condition in document.RootElement.EnumerateArray())
            {
                filter._conditions.Add(Condition(condition));
            }
        }
        catch (JsonException)
        {
            throw Malformed();
        }

        return filter;
    }

    private static Func<SandboxAudience, bool> Condition(JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Object || !condition.TryGetProperty("value", out JsonElement value))
        {
            throw Malformed();
        }

        string field = Text(condition, "field");
        string @operator = Text(condition, "operator");
        Func<SandboxAudience, string> read = field switch
        {
            "data_source.subtype" => static _ => AudienceFields.MessengerSubtype.ToString(CultureInfo.InvariantCulture),
            "subtype" => static _ => "CUSTOM",
            "id" => static audience => audience.Id,
            "name" => static audience => audience.Name,
            _ => throw GraphErrors.Invalid($"Filtering field '{field}' with operation '{@operator}' is not supported"),
        };
        string[] wanted = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text)] : [Text(value)];
        return @operator switch
        {
            "IN" when value.ValueKind == JsonValueKind.Array => audience => wanted.Contains(read(audience)),
            "NOT_IN" when value.ValueKind == JsonValueKind.Array => audience => !wanted.Contains(read(audience)),
            "EQUAL" => audience => string.Equals(read(audience), wanted.FirstOrDefault(), StringComparison.Ordinal),
            "NOT_EQUAL" => audience => !string.Equals(read(audience), wanted.FirstOrDefault(), StringComparison.Ordinal),
            "CONTAIN" => audience => wanted.Length > 0 && read(audience).IndexOf(wanted[0], StringComparison.OrdinalIgnoreCase) >= 0,
            _ => throw GraphErrors.Invalid($"Filtering field '{field}' with operation '{@operator}' is not supported"),
        };
    }

    private static string Text(JsonElement condition, string member) =>
        condition.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Malformed();

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static GraphErrorException Malformed() =>
        GraphErrors.Invalid("Param filtering must be an array of objects with field, operator and value");
}
