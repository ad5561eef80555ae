using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Graph;

/// <summary>A request body that reports its start, progress and end to the timer. It is written in small portions, so that a slow uplink shows progress.</summary>
internal sealed class ObservedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly StallTimer _timer;

    public ObservedContent(HttpContent content, StallTimer timer)
    {
        _content = content;
        _timer = timer;
        foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _timer.BeginSending();
        await _content.CopyToAsync(new PortionStream(stream, _timer), context);
        await stream.FlushAsync(_timer.Token);
        _timer.BeginWaiting();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class PortionStream(Stream stream, StallTimer timer) : Stream
    {
        private const int Portion = 16 * 1024;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            for (int written = 0; written < count;)
            {
                int portion = Math.Min(Portion, count - written);
                await stream.WriteAsync(buffer, offset + written, portion, timer.Token);
                written += portion;
                timer.Advance(portion);
            }
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            stream.Write(buffer, offset, count);
            timer.Advance(count);
        }

        public override void Flush() => stream.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
