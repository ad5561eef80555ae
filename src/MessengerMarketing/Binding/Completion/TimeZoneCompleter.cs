using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Offers time zones by their IANA names, or by the city in them, with what the system calls them and their offset from UTC.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    // The system takes milliseconds to name one, and nobody reads the tooltips of so many.
    private const int MaxNamed = 60;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"').Replace(' ', '_');
        string[] found = [.. TimeZoneNames.All.Where(name => Begins(name, word)).Concat(TimeZoneNames.All.Where(name => !Begins(name, word) && HasPart(name, word)))];
        return found.Select(name => Completions.Offer(name, found.Length > MaxNamed ? name : NameOf(name)));
    }

    private static bool Begins(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    // Parts begin behind the slash, and words within them: New_York is found by York.
    private static bool HasPart(string name, string word) =>
        Enumerable.Range(1, name.Length - 1).Any(place => name[place - 1] is '/' or '_' && string.Compare(name, place, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0);

    private static string NameOf(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name).DisplayName;
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException or IOException or UnauthorizedAccessException)
        {
            // Windows PowerShell knows only the names of Windows.
            return name;
        }
    }
}
