namespace MessengerMarketing.Preflight;

/// <summary>The status of a check.</summary>
internal enum ContextCheckStatus
{
    /// <summary>There is nothing to do.</summary>
    Ok,

    /// <summary>Something will stop working, or works only partly.</summary>
    Warning,

    /// <summary>Calls fail until the cause is fixed.</summary>
    Failed,

    /// <summary>The Graph API does not provide the information, so a person has to check.</summary>
    Unknown,
}
