namespace MessengerMarketing.Customers.Files;

/// <summary>Why a customer file cannot be read.</summary>
public enum CustomerFileProblem
{
    /// <summary>What the message says.</summary>
    Other,

    /// <summary>The file seems to be in UTF-16 without a byte order mark.</summary>
    LooksLikeUtf16,

    /// <summary>The header line is in another encoding than expected.</summary>
    UnknownEncoding,
}
