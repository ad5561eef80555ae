using System.Linq;

namespace MessengerMarketing.Binding;

/// <summary>Recognizes ids of the Graph API.</summary>
internal static class GraphIds
{
    private const int MaxDigits = 20;

    /// <summary>Returns whether a text is an id: 1 to 20 digits.</summary>
    public static bool IsId(string? text) => text is { Length: > 0 and <= MaxDigits } && text.All(static character => character is >= '0' and <= '9');
}
