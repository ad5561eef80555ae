using System;

namespace MessengerMarketing.Http;

/// <summary>A request that is not served. The message is the response's text; it holds nothing of what was sent.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
