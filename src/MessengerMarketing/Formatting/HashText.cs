using System.Management.Automation;

namespace MessengerMarketing.Formatting;

/// <summary>How the table of hashed users in <c>MessengerMarketing.Format.ps1xml</c> writes a cell.</summary>
public static class HashText
{
    private const int HashLength = 64;
    private const int Shown = 16;

    /// <summary>A hash by its first digits, and a value that is none as it is.</summary>
    /// <param name="user">A hashed user; null has nothing.</param>
    /// <param name="key">The key, which the list may lack.</param>
    public static string? Shorten(PSObject? user, string key)
    {
        string? value = user?.Properties[key]?.Value?.ToString();
        return value is { Length: HashLength } ? value.Substring(0, Shown) + ".." : value;
    }
}
