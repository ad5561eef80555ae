using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Binding.Completion;

/// <summary>
/// What a column may hold, by words of several languages in its name. Good enough to be offered to somebody who looks at it, and not to
/// upload by.
/// </summary>
internal static class ColumnGuess
{
    // Shorter ones would be found inside other words.
    private const int MinPart = 5;

    private static readonly Regex Word = new(@"\p{L}+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly (ColumnTarget Target, string[] Words)[] Vocabulary =
    [
        (SchemaKey.EMAIL, ["mail", "email", "courriel", "correo"]),
        (SchemaKey.PHONE, ["phone", "telef", "tel", "landline", "mobil", "movil", "m\u00F3vil", "handy", "celular", "cell", "whatsapp"]),
        (SchemaKey.FN, ["vorname", "prenom", "pr\u00E9nom", "nombre", "first", "given"]),
        (SchemaKey.LN, ["nachname", "familienname", "nom", "apellido", "cognome", "surname", "last", "family"]),
        (SchemaKey.ZIP, ["plz", "postleitzahl", "postal", "postcode", "zip", "cp"]),
        (SchemaKey.CT, ["ort", "wohnort", "stadt", "ville", "ciudad", "cidade", "city"]),
        (SchemaKey.ST, ["bundesland", "province", "provincia", "state"]),
        (SchemaKey.COUNTRY, ["country", "land", "pays", "pais", "pa\u00EDs"]),
        (ColumnTarget.DateOfBirth, ["birth", "geburt", "geb", "naissance", "nacimiento", "nascita"]),
        (SchemaKey.GEN, ["gender", "geschlecht", "sexe", "sexo", "genere"]),
    ];

    /// <summary>What lists usually hold, in the order in which it is offered.</summary>
    public static IEnumerable<ColumnTarget> Usual => Vocabulary.Select(static entry => entry.Target);

    /// <summary>The likely target of a column; null where its name says nothing.</summary>
    public static ColumnTarget? Of(string columnName)
    {
        string[] words = [.. Word.Matches(columnName).Cast<Match>().Select(static match => match.Value.ToLowerInvariant())];
        return Vocabulary
            .Where(entry => entry.Words.Any(known => words.Any(word => word == known || (known.Length >= MinPart && word.Contains(known)))))
            .Select(static entry => (ColumnTarget?)entry.Target)
            .FirstOrDefault();
    }
}
