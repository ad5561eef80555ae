using System;

namespace MessengerMarketing.Uploads;

/// <summary>The people who must not be uploaded cannot be read from their files, so nothing is sent.</summary>
public sealed class SuppressionException : Exception
{
    internal SuppressionException(Exception inner)
        : base(inner.Message, inner)
    {
    }
}
