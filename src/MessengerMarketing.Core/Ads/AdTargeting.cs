using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Customers;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Ads;

/// <summary>Creates and reads targeting in Meta's format.</summary>
internal static class AdTargeting
{
    private const string Automation = "targeting_automation";
    private const string Advantage = "advantage_audience";

    /// <summary>Creates targeting by country.</summary>
    /// <param name="countries">Country codes or names that <see cref="Countries"/> knows.</param>
    /// <exception cref="ArgumentException">A country is not known, or there is none.</exception>
    public static JsonElement FromCountries(IEnumerable<string> countries)
    {
        string[] codes = [.. countries.Select(country => $"\"{ToCode(country, nameof(countries))}\"")];
        return codes.Length > 0
            ? JsonElement.Parse("{\"geo_locations\":{\"countries\":[" + string.Join(",", codes) + "]}}")
            : throw new ArgumentException("There is no country. Use ISO 3166-1 alpha-2 codes, such as VN.", nameof(countries));
    }

    /// <summary>Returns the code of a country in uppercase.</summary>
    /// <exception cref="ArgumentException">The country is not known.</exception>
    public static string ToCode(string country, string member)
    {
        if (Countries.TryGetCode(country, out string? code))
        {
            return code.ToUpperInvariant();
        }

        string meant = Countries.Suggest(country) is { } near ? $" Did you mean {near}?" : string.Empty;
        throw new ArgumentException($"'{country}' is not a country. Use an ISO 3166-1 alpha-2 code, such as VN, or a country name.{meant}", member);
    }

    /// <summary>Finds the countries that the targeting names, in uppercase: in <c>countries</c>, and as the <c>country</c> of cities and other places. The
    /// countries of country groups and regions are not known.</summary>
    public static IReadOnlyList<string> FindCountries(JsonElement targeting)
    {
        var found = new List<string>();
        if (targeting.Object("geo_locations") is { } locations)
        {
            foreach (JsonProperty member in locations.EnumerateObject().Where(static member => member.Value.ValueKind == JsonValueKind.Array))
            {
                found.AddRange(member.Value.EnumerateArray()
                    .Select(each => each.ValueKind == JsonValueKind.Object ? each.Text("country") : member.NameEquals("countries") ? each.GetString() : null)
                    .OfType<string>());
            }
        }

        return [.. found.Select(static country => country.ToUpperInvariant()).Distinct()];
    }

    /// <summary>An ad set must say whether Meta can expand the audience. When the targeting does not say it, expansion is off.</summary>
    public static JsonElement WithAutomation(JsonElement targeting)
    {
        if (targeting.TryGetProperty(Automation, out JsonElement automation) && automation.ValueKind == JsonValueKind.Object)
        {
            return automation.TryGetProperty(Advantage, out _) ? targeting : With(targeting, Automation, With(automation, Advantage, JsonElement.Parse("0")));
        }

        return With(targeting, Automation, JsonElement.Parse($"{{\"{Advantage}\":0}}"));
    }

    /// <exception cref="ArgumentException"><c>advantage_audience</c> is neither 0 nor 1, or the targeting is not an object.</exception>
    public static void Check(JsonElement targeting, string member)
    {
        Limits.Require(targeting.ValueKind == JsonValueKind.Object, member, "The targeting must be an object, such as @{ geo_locations = @{ countries = @('VN') } }.");
        if (!targeting.TryGetProperty(Automation, out JsonElement automation))
        {
            return;
        }

        Limits.Require(automation.ValueKind == JsonValueKind.Object, member, "targeting_automation must be an object, such as @{ advantage_audience = 0 }.");
        bool isSet = automation.TryGetProperty(Advantage, out JsonElement advantage);
        Limits.Require(!isSet || advantage.GetRawText() is "0" or "1", member, "targeting_automation.advantage_audience must be 0 or 1. With 1, Meta can show the ad to people outside the targeting.");
    }

    private static JsonElement With(JsonElement source, string name, JsonElement value)
    {
        IEnumerable<string> members = source.EnumerateObject()
            .Where(member => !member.NameEquals(name))
            .Select(static member => $"\"{JsonEncodedText.Encode(member.Name)}\":{member.Value.GetRawText()}")
            .Append($"\"{name}\":{value.GetRawText()}");
        return JsonElement.Parse("{" + string.Join(",", members) + "}");
    }
}
