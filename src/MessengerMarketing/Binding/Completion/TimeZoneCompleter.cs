using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes IANA time zone names, also by city, with the system's name and the offset from UTC as tooltips.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    // Looking up the name of a time zone takes milliseconds, and long lists do not need tooltips.
    private const int MaxNamed = 60;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"').Replace(' ', '_');
        string[] found = [.. TimeZoneNames.All.Where(name => Begins(name, word)).Concat(TimeZoneNames.All.Where(name => !Begins(name, word) && HasPart(name, word)))];
        return found.Select(name => Completions.Offer(name, found.Length > MaxNamed ? name : NameOf(name)));
    }

    private static bool Begins(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    // Matches the part after the slash, and words in it: York finds New_York.
    private static bool HasPart(string name, string word) =>
        Enumerable.Range(1, name.Length - 1).Any(place => name[place - 1] is '/' or '_' && string.Compare(name, place, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0);

    private static string NameOf(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name).DisplayName;
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException or IOException or UnauthorizedAccessException)
        {
            // Windows PowerShell supports only Windows time zone names.
            return name;
        }
    }
}
