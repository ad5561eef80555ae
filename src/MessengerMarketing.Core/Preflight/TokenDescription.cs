using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Preflight;

/// <summary>The Graph API's description of a token. Source: Meta's debug_token reference.</summary>
internal sealed record TokenDescription
{
    /// <summary>Whether the token is valid.</summary>
    public bool IsValid { get; private init; }

    /// <summary>The kind of token, such as <c>SYSTEM_USER</c>, <c>USER</c> or <c>PAGE</c>.</summary>
    public string? Type { get; private init; }

    /// <summary>The app that the token was issued for.</summary>
    public string? AppId { get; private init; }

    /// <summary>The user that the token was issued for.</summary>
    public string? UserId { get; private init; }

    /// <summary>The Page of a Page token.</summary>
    public string? ProfileId { get; private init; }

    /// <summary>When the token expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When the app loses access to the user's data until the user signs in again; null for never.</summary>
    public DateTimeOffset? DataAccessExpiresAt { get; private init; }

    /// <summary>The granted permissions.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>The objects that a permission is limited to, by permission. According to the response, a permission without an entry is not limited.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Targets { get; private init; } = new Dictionary<string, IReadOnlyList<string>>();

    public static TokenDescription Read(JsonElement data) => new()
    {
        IsValid = data.Boolean("is_valid") == true,
        Type = data.String("type"),
        AppId = data.Text("app_id"),
        UserId = data.Text("user_id"),
        ProfileId = data.Text("profile_id"),
        ExpiresAt = data.Time("expires_at"),
        DataAccessExpiresAt = data.Time("data_access_expires_at"),
        Scopes = ReadTexts(data, "scopes"),
        Targets = ReadTargets(data),
    };

    private static Dictionary<string, IReadOnlyList<string>> ReadTargets(JsonElement data)
    {
        var targets = new Dictionary<string, IReadOnlyList<string>>();
        foreach (JsonElement item in data.Array("granular_scopes")?.EnumerateArray() ?? default)
        {
            if (item.String("scope") is { } scope && ReadTexts(item, "target_ids") is { Count: > 0 } ids)
            {
                targets[scope] = ids;
            }
        }

        return targets;
    }

    private static List<string> ReadTexts(JsonElement holder, string name) =>
        [.. (holder.Array(name)?.EnumerateArray() ?? default).Select(static item => item.Text()).OfType<string>()];
}
