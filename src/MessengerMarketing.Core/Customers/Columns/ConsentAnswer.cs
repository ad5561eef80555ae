namespace MessengerMarketing.Customers.Columns;

/// <summary>The consent of a row.</summary>
public enum ConsentAnswer
{
    /// <summary>No answer, or no recognized answer.</summary>
    Unknown,

    /// <summary>Marketing is permitted.</summary>
    Yes,

    /// <summary>Marketing is not permitted: the person opted out, or never opted in.</summary>
    No,
}
