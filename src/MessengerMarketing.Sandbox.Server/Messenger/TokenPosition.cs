using System;
using System.Globalization;
using System.Text;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// A position in the list of tokens. People with a Page-scoped id come first, and then the audiences by age. It stays valid when people
/// are added or removed.
/// </summary>
/// <param name="Audience">Id of the audience as a number; 0 for people with a Page-scoped id.</param>
/// <param name="Number">The person's number there; -1 for the position before the first one.</param>
/// <param name="Listed">Number of tokens up to this position.</param>
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
            // Text that is not base64 gives the same error as base64 of something else.
        }

        throw GraphErrors.Invalid("Param after is not a cursor of this list");
    }

    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", Audience, Number, Listed)));
}
