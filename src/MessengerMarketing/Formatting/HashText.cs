using System.Management.Automation;

namespace MessengerMarketing.Formatting;

/// <summary>How the table of hashed users in <c>MessengerMarketing.Format.ps1xml</c> displays a cell.</summary>
public static class HashText
{
    private const int HashLength = 64;
    private const int Shown = 16;

    /// <summary>Returns the first digits of a hash, or a value that is not a hash unchanged.</summary>
    /// <param name="user">A hashed user, or null.</param>
    /// <param name="key">The key. The list may not have it.</param>
    public static string? Shorten(PSObject? user, string key)
    {
        string? value = user?.Properties[key]?.Value?.ToString();
        return value is { Length: HashLength } ? value.Substring(0, Shown) + ".." : value;
    }
}
