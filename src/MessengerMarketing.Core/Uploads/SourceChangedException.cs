using System;

namespace MessengerMarketing.Uploads;

/// <summary>A list was changed while it was read, so it is not known whether all of its rows were sent. The message says how it changed.</summary>
public sealed class SourceChangedException : Exception
{
    internal SourceChangedException(string message)
        : base(message)
    {
    }
}
