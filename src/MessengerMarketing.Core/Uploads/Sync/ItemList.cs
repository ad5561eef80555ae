using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Items of one size, in a temporary file if there are many. Adding is thread-safe. Read after all items are added.</summary>
internal sealed class ItemList(int itemSize, Func<TemporaryFile> createFile) : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly object _gate = new();
    private byte[] _buffer = new byte[16 * itemSize];
    private TemporaryFile? _file;
    private int _length;

    /// <summary>Number of items.</summary>
    public long Count { get; private set; }

    /// <summary>Adds an item.</summary>
    public void Add(ReadOnlySpan<byte> item)
    {
        lock (_gate)
        {
            if (_length == _buffer.Length && _length < BufferSize / itemSize * itemSize)
            {
                Array.Resize(ref _buffer, Math.Min(2 * _length, BufferSize / itemSize * itemSize));
            }

            if (_length == _buffer.Length)
            {
                _file ??= createFile();
                _file.Append(_buffer, _length);
                _length = 0;
            }

            item.CopyTo(_buffer.AsSpan(_length));
            _length += itemSize;
            Count++;
        }
    }

    /// <summary>Reads items.</summary>
    /// <param name="first">Index of the first item, from 0.</param>
    /// <param name="buffer">Receives as many items as fit.</param>
    /// <returns>The number of items read; 0 after the last one.</returns>
    public int Read(long first, byte[] buffer)
    {
        long start = first * itemSize;
        long inFile = _file?.Length ?? 0;
        int fits = buffer.Length / itemSize * itemSize;
        if (start < inFile)
        {
            return _file!.Read(start, buffer, 0, (int)Math.Min(fits, inFile - start)) / itemSize;
        }

        int count = (int)Math.Min(fits, Math.Max(0, inFile + _length - start));
        Buffer.BlockCopy(_buffer, (int)(start - inFile), buffer, 0, count);
        return count / itemSize;
    }

    /// <summary>Calls a delegate for each item.</summary>
    public void ForEach(ItemAction action) => ForEach(0, Count, action);

    /// <summary>Calls a delegate for a range of items.</summary>
    /// <param name="first">Index of the first item, from 0.</param>
    /// <param name="count">Maximum number of items.</param>
    /// <param name="action">Receives a copy of the item, which it can change.</param>
    public void ForEach(long first, long count, ItemAction action)
    {
        byte[] buffer = new byte[_buffer.Length];
        long end = Math.Min(Count, first + count);
        while (first < end)
        {
            int read = (int)Math.Min(Read(first, buffer), end - first);
            for (int i = 0; i < read; i++)
            {
                action(buffer.AsSpan(i * itemSize, itemSize));
            }

            first += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>Processes an item.</summary>
    public delegate void ItemAction(Span<byte> item);
}
