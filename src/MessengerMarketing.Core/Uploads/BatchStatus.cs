namespace MessengerMarketing.Uploads;

/// <summary>The result of a batch. A journal uses the same words.</summary>
internal enum BatchStatus
{
    /// <summary>The Graph API answered that it received the batch.</summary>
    Accepted,

    /// <summary>The Graph API refused the batch; none of its rows is in the audience through it.</summary>
    Rejected,

    /// <summary>No usable answer came, and the session could not be asked for. The batch may have arrived.</summary>
    Unknown,

    /// <summary>Nothing was delivered: the server could not be reached, the batch has no rows left, it was declined, or the upload had stopped before.</summary>
    NotSent,
}
