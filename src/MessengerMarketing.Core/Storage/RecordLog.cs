using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>
/// Appends records to a file from several threads. When <see cref="Append"/> returns, the record is on the disk. Records that wait while others
/// are written go to the disk together, because each flush takes milliseconds, however little there is to flush.
/// </summary>
/// <param name="file">The file. <see cref="Dispose"/> closes it.</param>
internal sealed class RecordLog(RecordFile file) : IDisposable
{
    // Held while records are written to the disk; the other one only while a record is added to those that wait for it.
    private readonly object _gate = new();
    private readonly object _waitingGate = new();
    private MemoryStream _waiting = new();
    private MemoryStream _writing = new();
    private long _added;
    private long _written;
    private bool _isBroken;

    /// <summary>Appends a record.</summary>
    /// <param name="write">Writes it, its line feed included.</param>
    /// <exception cref="IOException">It cannot be written, or an earlier one could not, or the file is closed.</exception>
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

    /// <summary>Writes all records that wait, the caller's among them.</summary>
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
