using System;
using System.Collections.Generic;
using System.IO;

namespace MessengerMarketing.Text;

/// <summary>Reads the tables of text that come with the assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>Returns the lines of a table, without blank lines and comments, which begin with <c>#</c>.</summary>
    /// <param name="resourceName">Its name in the assembly.</param>
    /// <exception cref="InvalidOperationException">The assembly was built without it.</exception>
    public static IEnumerable<string> Lines(string resourceName)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(resourceName)
            ?? throw new InvalidOperationException($"The table {resourceName} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
