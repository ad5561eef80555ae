namespace MessengerMarketing.Http;

/// <summary>The bytes that one connection holds for a request, out of those that all connections of a server share.</summary>
internal sealed class ConnectionMemory(ConnectionTable table, HttpConnection owner)
{
    /// <summary>Takes a number of bytes.</summary>
    /// <exception cref="BadRequestException">All are in use by requests that are being answered.</exception>
    public void Reserve(int bytes)
    {
        if (!table.TryReserve(owner, bytes))
        {
            throw new BadRequestException(503, "The server is busy.");
        }
    }

    /// <summary>Gives a number of bytes back.</summary>
    public void Release(int bytes) => table.Release(owner, bytes);
}
