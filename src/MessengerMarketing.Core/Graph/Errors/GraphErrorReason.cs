namespace MessengerMarketing.Graph;

/// <summary>The cause of an error, when neither its kind nor Meta's code gives it.</summary>
public enum GraphErrorReason
{
    /// <summary>The kind and the code give the cause.</summary>
    None,

    /// <summary>The app requires an appsecret_proof with each call, and none was sent.</summary>
    ProofMissing,

    /// <summary>A secure connection could not be established.</summary>
    CertificateNotAccepted,

    /// <summary>The server asks for a longer wait than allowed, until <see cref="GraphException.AccessReturns"/>.</summary>
    WaitTooLong,

    /// <summary>The response to a creation was lost, and several matching objects were created at that time.</summary>
    SeveralCreated,

    /// <summary>The call needs a Page token that a person requested, and the token of a system user was sent.</summary>
    PersonTokenNeeded,

    /// <summary>The server responded with a redirect.</summary>
    Redirected,
}
