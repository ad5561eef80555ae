using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MessengerMarketing.Http;

/// <summary>
/// The connections of a server and the bytes that they hold. When there are too many of either, it closes the connection that matters least, so that
/// clients that send nothing, or send it slowly, do not delay others.
/// </summary>
internal sealed class ConnectionTable(int? maxConnections, long? maxBytes)
{
    private readonly object _gate = new();
    private readonly HashSet<HttpConnection> _connections = [];
    private readonly Dictionary<HttpConnection, long> _held = [];
    private long _heldBytes;

    /// <summary>Bytes that all connections hold for requests, beyond a KiB each.</summary>
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

    /// <summary>Adds a connection; makes room for it when the table is full.</summary>
    /// <returns>False when all others are being answered.</returns>
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

    /// <summary>Removes a connection with all the bytes that it holds.</summary>
    public void Remove(HttpConnection connection)
    {
        lock (_gate)
        {
            Drop(connection);
        }
    }

    /// <summary>Reserves bytes; makes room for them when too many are held.</summary>
    /// <returns>False when what is held belongs to requests that are being answered, or to the connection itself.</returns>
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

    /// <summary>Gives reserved bytes back. Those of a connection that was removed are free already.</summary>
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

    /// <summary>The connections at this moment.</summary>
    public HttpConnection[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _connections];
        }
    }

    // Closes one connection: the least advanced first, among these one of the address that has most, and of these the one that is at it for the longest time.
    private bool TryEvict(IEnumerable<HttpConnection> candidates)
    {
        Dictionary<IPAddress, int> perRemote = _connections.GroupBy(static each => each.Remote).ToDictionary(static group => group.Key, static group => group.Count());
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
