using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MessengerMarketing.Customers.Columns;

/// <summary>
/// The names by which a column is recognised, whatever their case, spaces, underscores, hyphens and dots. Earlier names win:
/// a list with both "phone" and "home phone" is read by its "phone".
/// </summary>
internal static class ColumnNames
{
    // Neither a state nor a country that was mistyped: Meta's ST takes states and provinces, and New York has 62 counties.
    private const string County = "county";

    private static readonly Dictionary<string, (ColumnTarget Target, int Rank)> ByName = Build(new Dictionary<ColumnTarget, string>
    {
        [SchemaKey.EMAIL] = "email|e mail|email address|e mail address|mail|mail address|email 1|primary email|customer email|contact email|user email|work email|personal email|email id|correo|correo electronico|courriel|emailadresse",
        [SchemaKey.PHONE] = "phone|phone number|mobile|mobile phone|mobile number|mobile phone number|cell|cell phone|cell phone number|cellphone|phone 1|primary phone|customer phone|contact phone|contact number|telephone|telephone number|tel|msisdn|phone no|mobile no|whatsapp|whatsapp number|home phone|work phone|business phone|handy|telefon|telefono|celular",
        [SchemaKey.GEN] = "gen|gender|sex",
        [SchemaKey.DOBY] = "doby|birth year|year of birth|dob year|yob",
        [SchemaKey.DOBM] = "dobm|birth month|month of birth|dob month",
        [SchemaKey.DOBD] = "dobd|day of birth|dob day",
        [ColumnTarget.DateOfBirth] = "dob|date of birth|birth date|birthday|birthdate|born",
        [SchemaKey.LN] = "ln|last name|surname|family name|lname|last|sur name",
        [SchemaKey.FN] = "fn|first name|given name|forename|fname|first|christian name",
        [SchemaKey.FI] = "fi|first initial|f initial|initial",
        [SchemaKey.CT] = "ct|city|town|locality|city name|billing city|shipping city|municipality",
        [SchemaKey.ST] = "st|state|province|region|state code|state province|state or province|province code|billing state|shipping state|billing province",
        [SchemaKey.ZIP] = "zip|zip code|postal code|postcode|post code|postal|zip postal code|billing zip|shipping zip|billing postal code|shipping postal code|plz|pin code",
        [SchemaKey.COUNTRY] = "country|country code|country region|country name|nation|billing country|shipping country|country iso|iso country",
        [SchemaKey.MADID] = "madid|mobile advertiser id|mobile advertising id|advertising id|advertiser id|idfa|aaid|gaid",
        [SchemaKey.LOOKALIKE_VALUE] = "lookalike value",
        [SchemaKey.DATA_PROCESSING_OPTIONS] = "data processing options",
        [SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY] = "data processing options country",
        [SchemaKey.DATA_PROCESSING_OPTIONS_STATE] = "data processing options state",
    });

    /// <summary>What a column of this name holds, and how early among its names it stands; null when nothing is known of it.</summary>
    public static (ColumnTarget Target, int Rank)? Find(string columnName)
        => ByName.TryGetValue(Fold(columnName), out (ColumnTarget Target, int Rank) found) ? found : null;

    /// <summary>What a column was most likely meant to hold whose name is mistyped; null when nothing comes near.</summary>
    public static ColumnTarget? FindNear(string columnName)
    {
        string name = Fold(columnName);

        // A second address has a column of its own, and that is no slip of the finger.
        return !ByName.ContainsKey(name) && name != County && !name.Any(char.IsDigit) && NearMiss.Find(name, ByName.Keys) is { } near ? ByName[near].Target : null;
    }

    /// <summary>Whether the name may stand for the day of a birth as well as for its date.</summary>
    public static bool IsBirthDay(string columnName) => Fold(columnName) == "birthday";

    /// <summary>Letters and digits in lower case; "E-mail_Address" and "email address" become one.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    private static Dictionary<string, (ColumnTarget Target, int Rank)> Build(Dictionary<ColumnTarget, string> names)
        => names
            .SelectMany(entry => entry.Value.Split('|').Select((name, rank) => (Name: Fold(name), entry.Key, rank)))
            .GroupBy(entry => entry.Name)
            .ToDictionary(group => group.Key, group => (group.First().Key, group.Min(entry => entry.rank)));
}
