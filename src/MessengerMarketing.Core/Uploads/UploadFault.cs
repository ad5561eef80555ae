using System;
using System.Threading;
using System.Threading.Channels;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads;

/// <summary>The reason why an upload stops early. The first reason is kept, and no more blocks are accepted after it. Thread-safe.</summary>
internal sealed class UploadFault(ChannelWriter<RowBlock> blocks)
{
    private Exception? _exception;
    private volatile bool _isRejected;

    /// <summary>The reason, or null.</summary>
    public Exception? Exception => Volatile.Read(ref _exception);

    /// <summary>Whether the Graph API rejected a batch for a reason that applies to all batches. No other batch is sent.</summary>
    public bool IsRejected => _isRejected;

    /// <summary>Stops the upload after the accepted blocks.</summary>
    public void Set(Exception exception)
    {
        Interlocked.CompareExchange(ref _exception, exception, null);
        blocks.TryComplete();
    }

    /// <summary>Stops the upload after the batches that are being sent.</summary>
    public void Reject(Exception exception)
    {
        _isRejected = true;
        Set(exception);
    }
}
