using System;
using System.Collections;

namespace MessengerMarketing.Binding;

/// <summary>Looks up entries of a dictionary without regard to case. Hashtables from scripts ignore case, but other dictionaries do not.</summary>
internal static class Entries
{
    /// <summary>Returns the value of a key, or null.</summary>
    public static object? Find(IDictionary entries, string name) => TryFind(entries, name, out object? value) ? value : null;

    /// <summary>Finds the value of a key, which may be null.</summary>
    public static bool TryFind(IDictionary entries, string name, out object? value)
    {
        if (entries.Contains(name))
        {
            value = entries[name];
            return true;
        }

        foreach (DictionaryEntry entry in entries)
        {
            if (string.Equals(entry.Key.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }
}
