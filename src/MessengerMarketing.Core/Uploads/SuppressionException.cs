using System;

namespace MessengerMarketing.Uploads;

/// <summary>The suppression lists cannot be read, so nothing is sent.</summary>
public sealed class SuppressionException : Exception
{
    internal SuppressionException(Exception inner)
        : base(inner.Message, inner)
    {
    }
}
