namespace MessengerMarketing.Uploads;

/// <summary>What became of a batch.</summary>
public enum BatchStatus
{
    /// <summary>The Graph API answered that it received the batch.</summary>
    Accepted,

    /// <summary>The Graph API refused the batch; none of its rows is in the audience through it.</summary>
    Rejected,

    /// <summary>No answer came and the session could not be asked for; the batch may or may not have arrived.</summary>
    Unknown,

    /// <summary>The batch was not sent: it has no rows left, it was declined, or the upload had stopped before.</summary>
    NotSent,
}
