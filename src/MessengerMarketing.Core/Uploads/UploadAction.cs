namespace MessengerMarketing.Uploads;

/// <summary>What an upload does with the people it names.</summary>
public enum UploadAction
{
    /// <summary>Adds them to the audience.</summary>
    Add,

    /// <summary>
    /// Takes them out of this one audience. Since 2026-05-05 their opt-in stays as it is; before, a removal opted them out.
    /// </summary>
    Remove,
}
