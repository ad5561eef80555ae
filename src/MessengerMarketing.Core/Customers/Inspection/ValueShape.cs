using System.Globalization;
using System.Text;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>Creates the shape of a value, which does not reveal the value: <c>ann@example.com</c> as <c>aaa@aaaaaaa.aaa</c>.</summary>
internal static class ValueShape
{
    private const int MaxLength = 24;

    /// <summary>Returns the shape of a value: letters as <c>a</c>, digits as <c>9</c>, and runs of spaces as one space, limited to 24 characters.</summary>
    public static string FromValue(string value)
    {
        var shape = new StringBuilder(MaxLength);
        foreach (char c in value.Trim())
        {
            if (shape.Length == MaxLength)
            {
                return shape.Append("...").ToString();
            }

            char shown = ToShape(c);
            if (shown != '\0' && (shown != ' ' || shape.Length == 0 || shape[shape.Length - 1] != ' '))
            {
                shape.Append(shown);
            }
        }

        return shape.ToString();
    }

    // Only ASCII punctuation is kept, so that the shape contains no text of any script.
    private static char ToShape(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DecimalDigitNumber => '9',
        UnicodeCategory.Format or UnicodeCategory.NonSpacingMark => '\0',
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ when c < 0x80 && !char.IsLetter(c) => c,
        _ => 'a',
    };
}
