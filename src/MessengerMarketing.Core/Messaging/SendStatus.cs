namespace MessengerMarketing.Messaging;

/// <summary>The result of something that was sent.</summary>
internal enum SendStatus
{
    /// <summary>Meta accepted it.</summary>
    Accepted,

    /// <summary>Meta rejected it.</summary>
    Rejected,

    /// <summary>There was no response, so the call may have been carried out. It was not sent again.</summary>
    Unknown,

    /// <summary>Nothing was sent.</summary>
    NotSent,
}
