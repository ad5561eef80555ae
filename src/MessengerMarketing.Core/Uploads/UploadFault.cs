using System;
using System.Threading;
using System.Threading.Channels;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Uploads;

/// <summary>Why an upload stops before its end. The first reason counts, and from then on no more blocks are taken. From any thread.</summary>
internal sealed class UploadFault(ChannelWriter<RowBlock> blocks)
{
    private Exception? _exception;
    private volatile bool _isRefused;

    /// <summary>The reason; null while there is none.</summary>
    public Exception? Exception => Volatile.Read(ref _exception);

    /// <summary>Whether the Graph API refused a batch for a reason that holds for every other. No other batch is sent.</summary>
    public bool IsRefused => _isRefused;

    /// <summary>Stops the upload after the blocks that were taken.</summary>
    public void Set(Exception exception)
    {
        Interlocked.CompareExchange(ref _exception, exception, null);
        blocks.TryComplete();
    }

    /// <summary>Stops the upload after the batches that are being sent.</summary>
    public void Refuse(Exception exception)
    {
        _isRefused = true;
        Set(exception);
    }
}
