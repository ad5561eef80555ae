namespace MessengerMarketing.Graph;

/// <summary>Recognizes ids of the Graph API.</summary>
internal static class GraphId
{
    // Ids are 64-bit numbers. A longer number is something else, such as a subscription token.
    private const int MaxDigits = 20;

    /// <summary>Returns whether a text is an id: 1 to 20 digits.</summary>
    public static bool IsId(string? text)
    {
        if (text is null || text.Length is 0 or > MaxDigits)
        {
            return false;
        }

        foreach (char character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
