using System;
using System.Globalization;
using System.Text;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// A place in the list of tokens: first come people with a page-scoped id, then the audiences by age. It stays good while
/// people come and go.
/// </summary>
/// <param name="Audience">Id of the audience as a number; 0 for people with a page-scoped id.</param>
/// <param name="Number">The person's number there; -1 for the place before the first.</param>
/// <param name="Listed">How many tokens of the list lie up to here.</param>
internal sealed record TokenPosition(long Audience, int Number, int Listed)
{
    public static readonly TokenPosition Start = new(0, -1, 0);

    public static TokenPosition Parse(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return Start;
        }

        try
        {
            string[] parts = Encoding.ASCII.GetString(Convert.FromBase64String(cursor)).Split('.');
            if (parts.Length == 3
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long audience)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int listed))
            {
                return new TokenPosition(audience, number, listed);
            }
        }
        catch (FormatException)
        {
            // Not even base 64: the same refusal as for base 64 of something else.
        }

        throw GraphErrors.Invalid("Param after is not a cursor of this list");
    }

    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", Audience, Number, Listed)));
}
