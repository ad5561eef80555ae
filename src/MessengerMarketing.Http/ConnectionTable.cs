using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Http;

/// <summary>
/// The connections of a server and their memory. When there are too many connections or bytes, it closes the least important connection,
/// so that clients that send nothing, or send slowly, do not delay others.
/// </summary>
internal sealed class ConnectionTable(int? maxConnections, long? maxBytes)
{
    private readonly object _gate = new();
    private readonly HashSet<HttpConnection> _connections = [];
    private readonly Dictionary<HttpConnection, long> _held = [];
    private long _heldBytes;

    /// <summary>Bytes that all connections use for requests, beyond 1 KiB each.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
            {
                return _heldBytes;
            }
        }
    }

    /// <summary>Adds a connection. When the table is full, it closes another one.</summary>
    /// <returns>False when the requests of all other connections are being processed.</returns>
    public bool TryAdd(HttpConnection connection)
    {
        lock (_gate)
        {
            while (_connections.Count >= maxConnections)
            {
                if (!TryEvict(_connections))
                {
                    return false;
                }
            }

            return _connections.Add(connection);
        }
    }

    /// <summary>Removes a connection and releases its bytes.</summary>
    public void Remove(HttpConnection connection)
    {
        lock (_gate)
        {
            Drop(connection);
        }
    }

    /// <summary>Reserves bytes. When there are not enough, it closes another connection.</summary>
    /// <returns>False when all bytes are used by requests that are being processed, or by the connection itself.</returns>
    public bool TryReserve(HttpConnection connection, int bytes)
    {
        lock (_gate)
        {
            while (_heldBytes + bytes > maxBytes)
            {
                if (!TryEvict(_held.Keys.Where(other => other != connection)))
                {
                    return false;
                }
            }

            if (_connections.Contains(connection))
            {
                _held.TryGetValue(connection, out long held);
                _held[connection] = held + bytes;
                _heldBytes += bytes;
            }

            return true;
        }
    }

    /// <summary>Releases reserved bytes. The bytes of a removed connection were already released.</summary>
    public void Release(HttpConnection connection, int bytes)
    {
        lock (_gate)
        {
            if (_held.TryGetValue(connection, out long held))
            {
                _held[connection] = held - bytes;
                _heldBytes -= bytes;
                if (held == bytes)
                {
                    _held.Remove(connection);
                }
            }
        }
    }

    /// <summary>Returns the current connections.</summary>
    public HttpConnection[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _connections];
        }
    }

    // Closes one connection: first by phase, then from the address with the most connections, and then the one that is in its phase for the longest time.
    private bool TryEvict(IEnumerable<HttpConnection> candidates)
    {
        var perRemote = _connections.GroupBy(static each => each.Remote).ToDictionary(static group => group.Key, static group => group.Count());
        IEnumerable<HttpConnection> victims = candidates
            .Where(static each => each.Phase != ConnectionPhase.Responding)
            .OrderBy(static each => each.Phase)
            .ThenByDescending(each => perRemote[each.Remote])
            .ThenBy(static each => each.PhaseStart);
        foreach (HttpConnection victim in victims)
        {
            if (victim.TryAbandon())
            {
                Drop(victim);
                return true;
            }
        }

        return false;
    }

    private void Drop(HttpConnection connection)
    {
        _connections.Remove(connection);
        if (_held.TryGetValue(connection, out long held))
        {
            _held.Remove(connection);
            _heldBytes -= held;
        }
    }
}
