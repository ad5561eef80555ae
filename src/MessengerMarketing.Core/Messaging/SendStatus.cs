namespace MessengerMarketing.Messaging;

/// <summary>The result of something that was sent.</summary>
public enum SendStatus
{
    /// <summary>Meta accepted it.</summary>
    Accepted,

    /// <summary>Meta refused it.</summary>
    Refused,

    /// <summary>No answer came, so it may have been carried out; it was not sent again.</summary>
    Unknown,

    /// <summary>Nothing was sent.</summary>
    NotSent,
}
