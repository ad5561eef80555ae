using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Reads the text values that a parameter needs from pipeline items. PowerShell's own error for an item without them shows the item, which may be a
/// person. Here, such an item becomes <see cref="None"/>, and the cmdlet's error contains only its number.</summary>
internal static class ItemText
{
    /// <summary>Represents an item without the required properties. It is never a valid ID, token, or path.</summary>
    public const string None = "\0";

    /// <summary>Returns text unchanged, the first of these properties of an object, or that of each item of a list.</summary>
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
