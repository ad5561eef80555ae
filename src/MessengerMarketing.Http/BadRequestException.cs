using System;

namespace MessengerMarketing.Http;

/// <summary>A request that is refused. The message is the text of the response. It contains no data of the request.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
