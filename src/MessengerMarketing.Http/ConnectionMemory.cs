namespace MessengerMarketing.Http;

/// <summary>Accounts for the memory of one connection, from the memory that all connections of a server share.</summary>
internal sealed class ConnectionMemory(ConnectionTable table, HttpConnection owner)
{
    /// <summary>Reserves bytes.</summary>
    /// <exception cref="BadRequestException">All bytes are in use by requests that are being processed.</exception>
    public void Reserve(int bytes)
    {
        if (!table.TryReserve(owner, bytes))
        {
            throw new BadRequestException(503, "The server is busy.");
        }
    }

    /// <summary>Releases bytes.</summary>
    public void Release(int bytes) => table.Release(owner, bytes);
}
