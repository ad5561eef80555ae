using System;
using System.IO;
using System.Threading.Tasks;

namespace MessengerMarketing.Storage;

/// <summary>
/// Appends records to a file from several threads. Records that wait for the disk are written and flushed together, because each flush takes
/// milliseconds, regardless of its size. After a record that cannot be written, no other record is written.
/// </summary>
/// <param name="file">The file. <see cref="Dispose"/> closes it.</param>
internal sealed class RecordLog(RecordFile file) : IDisposable
{
    // Held while records are written to the disk; the other one only while a record is added to those that wait for it.
    private readonly object _gate = new();
    private readonly object _waitingGate = new();
    private MemoryStream _waiting = new();
    private MemoryStream _writing = new();
    private TaskCompletionSource<bool> _written = CreateSignal();
    private bool _hasWriter;
    private bool _isBroken;

    /// <summary>Appends a record. When this returns, it is on the disk.</summary>
    /// <inheritdoc cref="AppendAsync"/>
    public void Append(Action<Stream> write)
    {
        Task<bool> written = Add(write, out bool isFirst);
        if (isFirst)
        {
            WriteWaiting();
        }

        // The caller is synchronous. The thread that writes needs nothing from it.
        written.GetAwaiter().GetResult();
    }

    /// <summary>Appends a record. When the task ends, it is on the disk. No thread is blocked.</summary>
    /// <param name="write">Writes the record, including its line feed.</param>
    /// <exception cref="IOException">The record or an earlier record cannot be written, or the file is closed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="NotSupportedException">The file system does not support it.</exception>
    public Task AppendAsync(Action<Stream> write)
    {
        Task<bool> written = Add(write, out bool isFirst);
        if (isFirst)
        {
            _ = Task.Run(WriteWaiting);
        }

        return written;
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

    private static TaskCompletionSource<bool> CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Adds a record to those that wait. Who adds the first one has to see that they are written.</summary>
    private Task<bool> Add(Action<Stream> write, out bool isFirst)
    {
        lock (_waitingGate)
        {
            write(_waiting);
            isFirst = !_hasWriter;
            _hasWriter = true;
            return _written.Task;
        }
    }

    /// <summary>Writes records until no record waits.</summary>
    private void WriteWaiting()
    {
        while (true)
        {
            TaskCompletionSource<bool> written;
            lock (_waitingGate)
            {
                if (_waiting.Length == 0)
                {
                    _hasWriter = false;
                    return;
                }

                (_waiting, _writing) = (_writing, _waiting);
                _waiting.SetLength(0);
                written = _written;
                _written = CreateSignal();
            }

            Write(written);
        }
    }

    private void Write(TaskCompletionSource<bool> written)
    {
        try
        {
            lock (_gate)
            {
                if (_isBroken)
                {
                    throw new IOException("An earlier record could not be written, or the file was closed.");
                }

                // Until the record is on the disk.
                _isBroken = true;
                file.Append(_writing);
                _isBroken = false;
            }

            written.SetResult(true);
        }
        catch (Exception exception)
        {
            written.SetException(exception);
        }
    }
}
