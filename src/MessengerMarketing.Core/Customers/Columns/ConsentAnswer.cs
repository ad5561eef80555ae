namespace MessengerMarketing.Customers.Columns;

/// <summary>What a row's consent column says.</summary>
public enum ConsentAnswer
{
    /// <summary>Nothing, or nothing that is understood.</summary>
    Unknown,

    /// <summary>Marketing is permitted.</summary>
    Yes,

    /// <summary>Marketing is not permitted: the person opted out, or never opted in.</summary>
    No,
}
