using System.Globalization;
using System.Text;

namespace MessengerMarketing.Customers.Inspection;

/// <summary>Shows what a value looks like without showing it: <c>ann@example.com</c> as <c>aaa@aaaaaaa.aaa</c>.</summary>
internal static class ValueShape
{
    private const int MaxLength = 24;

    /// <summary>The shape of a value: letters as <c>a</c>, digits as <c>9</c>, runs of blanks as one, cut after 24 characters.</summary>
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

    // Only ASCII signs stand for themselves, so that nothing of a text in any script is left.
    private static char ToShape(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DecimalDigitNumber => '9',
        UnicodeCategory.Format or UnicodeCategory.NonSpacingMark => '\0',
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ when c < 0x80 && !char.IsLetter(c) => c,
        _ => 'a',
    };
}
