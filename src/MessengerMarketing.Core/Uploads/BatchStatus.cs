namespace MessengerMarketing.Uploads;

/// <summary>The result of a batch. Journals use the same names.</summary>
internal enum BatchStatus
{
    /// <summary>The Graph API confirmed that it received the batch.</summary>
    Accepted,

    /// <summary>The Graph API rejected the batch, and added none of its rows to the audience.</summary>
    Rejected,

    /// <summary>No usable response arrived, and the session could not be queried. The batch may have arrived.</summary>
    Unknown,

    /// <summary>Nothing was delivered: the server could not be reached, the batch has no usable rows, it was declined, or the upload had already
    /// stopped.</summary>
    NotSent,
}
