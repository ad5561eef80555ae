namespace MessengerMarketing.Graph;

/// <summary>Recognizes ids of the Graph API.</summary>
internal static class GraphId
{
    // Ids are 64-bit numbers; more digits are something else, such as a subscriber's token.
    private const int MaxDigits = 20;

    /// <summary>Returns whether a text is an id: 1 to 20 digits.</summary>
    public static bool IsId(string? text)
    {
        if (text is null || text.Length is 0 or > MaxDigits)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
