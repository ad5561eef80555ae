using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Files;

/// <summary>Refuses a header line that is empty or cannot be decoded.</summary>
internal static class HeaderCheck
{
    private const char Replacement = '\uFFFD';

    /// <summary>Western words have at most this number of consecutive non-ASCII letters. Text in another encoding has more.</summary>
    private const int MaxForeignLettersInRow = 2;

    /// <summary>Checks the names.</summary>
    /// <param name="names">The fields of the line.</param>
    /// <param name="fileName">The file's name, for the message.</param>
    /// <param name="isAssumed">Whether they were decoded as Windows-1252 because they are not UTF-8.</param>
    /// <exception cref="CustomerFileException">The line is unusable. The message says why.</exception>
    public static void Validate(IReadOnlyList<string> names, string fileName, bool isAssumed)
    {
        if (names.Count == 0)
        {
            throw new CustomerFileException($"The file '{fileName}' is empty: it has no header line.");
        }

        if (names.All(string.IsNullOrWhiteSpace))
        {
            throw new CustomerFileException($"The file '{fileName}' has no header line: its first line has delimiters only.");
        }

        if (names.Any(static name => name.IndexOf('\0') >= 0))
        {
            throw new CustomerFileException(
                $"The header line of the file '{fileName}' contains NUL characters: the file seems to be in UTF-16 without a byte order mark.", CustomerFileProblem.LooksLikeUtf16);
        }

        if (names.Any(name => name.IndexOf(Replacement) >= 0 || (isAssumed && HasForeignLetters(name))))
        {
            throw new CustomerFileException(
                $"The header line of the file '{fileName}' cannot be decoded: it is neither UTF-8 nor the encoding that was expected.", CustomerFileProblem.UnknownEncoding);
        }
    }

    private static bool HasForeignLetters(string name)
    {
        int inRow = 0;
        foreach (char c in name)
        {
            inRow = c > '\u007F' ? inRow + 1 : 0;
            if (inRow > MaxForeignLettersInRow)
            {
                return true;
            }
        }

        return false;
    }
}
