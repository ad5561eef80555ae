using System;

namespace MessengerMarketing.Uploads;

/// <summary>The report of rejected rows cannot be written, so there would be no record of what the upload left out.</summary>
public sealed class RejectReportException : Exception
{
    internal RejectReportException(Exception inner)
        : base(inner.Message, inner)
    {
    }
}
