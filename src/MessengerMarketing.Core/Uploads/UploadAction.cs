namespace MessengerMarketing.Uploads;

/// <summary>What an upload does with the people.</summary>
public enum UploadAction
{
    /// <summary>Adds them to the audience.</summary>
    Add,

    /// <summary>Removes them from this audience only. Since 2026-05-05, their opt-in remains. Before, a removal opted them out.</summary>
    Remove,
}
