using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>
/// Takes the texts that a parameter needs out of what the pipeline brings. PowerShell's own error for an item without them repeats the item, which may
/// be a person: here it becomes <see cref="None"/>, and the cmdlet refuses it by its number.
/// </summary>
internal static class ItemText
{
    /// <summary>Stands for an item that has nothing of what is needed. No id, token or path is like it.</summary>
    public const string None = "\0";

    /// <summary>Text as it is; of an object its first property of these names; of a list that of each item.</summary>
    public static object? From(object? input, params string[] names)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            null => null,
            string text => text.Length == 0 ? None : text,
            IDictionary entries => Array.Find(names, name => Entries.Find(entries, name) is not null) is { } name ? From(Entries.Find(entries, name)) : None,
            IEnumerable items => items.Cast<object?>().Select(item => From(item, names) as string ?? None).ToArray(),
            IConvertible => CellText.From(value),
            _ => Property(PSObject.AsPSObject(input), names),
        };
    }

    private static object Property(PSObject item, string[] names)
    {
        foreach (string name in names)
        {
            if (item.Properties[name]?.Value is { } value)
            {
                return From(value) ?? None;
            }
        }

        return None;
    }
}
