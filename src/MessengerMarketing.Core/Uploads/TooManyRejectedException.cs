using System;

namespace MessengerMarketing.Uploads;

/// <summary>Too many of the first rows of a list are rejected, so the rest is not sent.</summary>
public sealed class TooManyRejectedException : Exception
{
    internal TooManyRejectedException(RejectLimit limit)
        : base("Too many of the list's first rows are rejected.") => Limit = limit;

    /// <summary>The limit and its counts.</summary>
    public RejectLimit Limit { get; }
}
