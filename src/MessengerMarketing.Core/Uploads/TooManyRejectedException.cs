using System;

namespace MessengerMarketing.Uploads;

/// <summary>Too many of a list's first rows are rejected, so the rest of it is not sent.</summary>
public sealed class TooManyRejectedException : Exception
{
    internal TooManyRejectedException(RejectLimit limit)
        : base("Too many of the list's first rows are rejected.") => Limit = limit;

    /// <summary>The limit, and how many rows were counted against it.</summary>
    public RejectLimit Limit { get; }
}
