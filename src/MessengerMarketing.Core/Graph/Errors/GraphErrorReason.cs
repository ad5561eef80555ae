namespace MessengerMarketing.Graph;

/// <summary>What is behind an error that neither its kind nor Meta's code tells.</summary>
public enum GraphErrorReason
{
    /// <summary>Kind and code say all there is.</summary>
    None,

    /// <summary>The app requires a proof of its secret with each call, and none was sent.</summary>
    ProofMissing,

    /// <summary>No secure connection could be made.</summary>
    CertificateNotAccepted,

    /// <summary>The server asks for a longer wait than allowed; <see cref="GraphException.AccessReturns"/> has the moment.</summary>
    WaitTooLong,

    /// <summary>The response to a creation was lost, and several objects that fit were created at the time.</summary>
    SeveralCreated,

    /// <summary>The server answered with a redirect.</summary>
    Redirected,
}
