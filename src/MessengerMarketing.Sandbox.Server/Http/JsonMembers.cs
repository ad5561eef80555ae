using System.Text.Json;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Reads members of JSON objects in parameters.</summary>
internal static class JsonMembers
{
    /// <summary>Returns a member as text: a string or number unchanged; null when it is missing or has another type.</summary>
    public static string? Text(this JsonElement owner, string member)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(member, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>Returns a member that is an object; null when it is missing or has another type.</summary>
    public static JsonElement? Object(this JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;
}
