using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Appends records to a file from several threads. When <see cref="Append"/> returns, the record is on the disk. Records that wait for the disk are
/// written and flushed together, because each flush takes milliseconds, regardless of its size.</summary>
/// <param name="file">The file. <see cref="Dispose"/> closes it.</param>
internal sealed class RecordLog(RecordFile file) : IDisposable
{
    // Held while records are written to disk. The other lock is held only while a record is added to the queue.
    private readonly object _gate = new();
    private readonly object _waitingGate = new();
    private MemoryStream _waiting = new();
    private MemoryStream _writing = new();
    private long _added;
    private long _written;
    private bool _isBroken;

    /// <summary>Appends a record.</summary>
    /// <param name="write">Writes the record, including its line feed.</param>
    /// <exception cref="IOException">The record or an earlier record cannot be written, or the file is closed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="NotSupportedException">The file system does not support it.</exception>
    public void Append(Action<Stream> write)
    {
        long number = Add(write);
        lock (_gate)
        {
            if (_written >= number)
            {
                return;
            }

            if (_isBroken)
            {
                throw new IOException("An earlier record could not be written, or the file was closed.");
            }

            WriteWaiting();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isBroken = true;
            file.Dispose();
        }
    }

    private long Add(Action<Stream> write)
    {
        lock (_waitingGate)
        {
            write(_waiting);
            return ++_added;
        }
    }

    /// <summary>Writes all queued records, including that of the caller.</summary>
    private void WriteWaiting()
    {
        long last;
        lock (_waitingGate)
        {
            (_waiting, _writing) = (_writing, _waiting);
            _waiting.SetLength(0);
            last = _added;
        }

        _isBroken = true;
        file.Append(_writing);
        _isBroken = false;
        _written = last;
    }
}
