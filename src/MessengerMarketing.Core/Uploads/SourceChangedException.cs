using System;

namespace MessengerMarketing.Uploads;

/// <summary>A list changed while it was read, so it is not known whether all of its rows were sent. The message describes the change.</summary>
public sealed class SourceChangedException : Exception
{
    internal SourceChangedException(string message)
        : base(message)
    {
    }
}
