using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging.History;

/// <summary>
/// The lines of a contact history, JSON objects: first <c>history</c> with the version and the salt, then <c>contact</c> with a hash and a
/// time, or <c>release</c> with the hash of a contact that did not take place.
/// </summary>
internal static class ContactHistoryLine
{
    /// <summary>The start of the first line.</summary>
    public const string Beginning = "{\"history\":";

    /// <summary>The starts of all lines.</summary>
    public static readonly string[] Beginnings = [Beginning, "{\"contact\":", "{\"release\":"];

    private const string Version = "1";

    public static byte[] CreateHeader(string salt) => Line($"{{\"history\":{{\"version\":{Version},\"salt\":\"{salt}\"}}}}");

    public static byte[] CreateContact(Guid key, DateTimeOffset time) =>
        Line($"{{\"contact\":{{\"key\":\"{key:N}\",\"time\":\"{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\"}}}}");

    public static byte[] CreateRelease(Guid key) => Line($"{{\"release\":{{\"key\":\"{key:N}\"}}}}");

    /// <summary>Reads the salt of a first line; null when it is not one.</summary>
    public static string? ReadHeader(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Object("history") is { } header && header.Text("version") == Version && header.Text("salt") is { Length: 32 } salt
                ? salt
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads another line.</summary>
    /// <returns>The hash, and the time of a contact or null for a release; null when the line cannot be read.</returns>
    public static (Guid Key, DateTimeOffset? Time)? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.Object("contact") is { } contact)
            {
                return contact.Time("time") is { } time ? (Guid.ParseExact(contact.Text("key") ?? string.Empty, "N"), time) : null;
            }

            return document.RootElement.Object("release") is { } release ? (Guid.ParseExact(release.Text("key") ?? string.Empty, "N"), null) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Line(string text) => Encoding.ASCII.GetBytes(text + "\n");
}
