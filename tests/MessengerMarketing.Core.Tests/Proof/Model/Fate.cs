namespace MessengerMarketing.Tests.Proof.Model;

/// <summary>What happens to a batch on its way, once.</summary>
internal enum Fate
{
    /// <summary>It arrives, and so does the response.</summary>
    Answered,

    /// <summary>It arrives, and the response is lost.</summary>
    ResponseLost,

    /// <summary>It does not arrive, and nobody can tell.</summary>
    Lost,

    /// <summary>The network sends it twice, and the second response, an error, is the one that is heard.</summary>
    Duplicated,

    /// <summary>The rate limit is reached: it was not processed.</summary>
    Throttled,

    /// <summary>The Graph API rejects the token.</summary>
    Refused,

    /// <summary>It arrives, and the process is ended before the response does.</summary>
    KilledAfter,

    /// <summary>The process is ended before it arrives.</summary>
    KilledBefore,
}
