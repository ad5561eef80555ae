using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// A person to unsubscribe: a phone number, an email address or both; only a Page-scoped id; or only a token. Phone and email are plain
/// values or SHA-256 hashes. A plain phone number has a plus sign here, although the hash in an audience does not include it.
/// </summary>
internal sealed record UnsubscribeRow(string? Psid, string? Token, ulong Email, ulong Phone)
{
    private static readonly string[] Keys = ["phone", "email", "psid", "subscriber_token"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly Regex RawPhone = new(@"^\+[1-9][0-9]{6,14}$", RegexOptions.CultureInvariant, Limit);
    private static readonly Regex RawEmail = new(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant, Limit);

    /// <summary>Reads a row.</summary>
    /// <returns>The row; null when the combination or the format is not valid.</returns>
    public static UnsubscribeRow? Read(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object || row.EnumerateObject().Any(static member => !Keys.Contains(member.Name) || member.Value.ValueKind != JsonValueKind.String))
        {
            return null;
        }

        string? phone = Text(row, "phone");
        string? email = Text(row, "email");
        string? psid = Text(row, "psid");
        string? token = Text(row, "subscriber_token");
        if (psid is not null || token is not null)
        {
            return row.EnumerateObject().Count() == 1 && IsNumber(psid ?? token!) ? new UnsubscribeRow(psid, token, 0, 0) : null;
        }

        ulong phoneIdentifier = 0;
        ulong emailIdentifier = 0;
        bool isValid = (phone is not null || email is not null)
            && (phone is null || TryRead(phone, RawPhone, static raw => raw.Substring(1), out phoneIdentifier))
            && (email is null || TryRead(email, RawEmail, static raw => raw, out emailIdentifier));
        return isValid ? new UnsubscribeRow(null, null, emailIdentifier, phoneIdentifier) : null;
    }

    public void Apply(Subscriptions subscriptions)
    {
        if (Psid is not null)
        {
            subscriptions.UnsubscribePsid(Psid);
        }

        if (Token is not null)
        {
            subscriptions.UnsubscribeToken(Token);
        }

        foreach (ulong identifier in new[] { Email, Phone })
        {
            if (identifier != 0)
            {
                subscriptions.UnsubscribeIdentifier(identifier);
            }
        }
    }

    private static bool TryRead(string value, Regex raw, Func<string, string> hashed, out ulong identifier)
    {
        if (CellIdentifier.TryReadSha256(Encoding.UTF8.GetBytes(value), out identifier))
        {
            return true;
        }

        if (!raw.IsMatch(value) || !string.Equals(value, value.ToLowerInvariant(), StringComparison.Ordinal))
        {
            return false;
        }

        identifier = CellIdentifier.FromBytes(Encoding.ASCII.GetBytes(HexHash.Sha256(hashed(value))));
        return true;
    }

    private static string? Text(JsonElement row, string member) => row.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    private static bool IsNumber(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');
}
