using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;

namespace MessengerMarketing.Uploads;

/// <summary>A batch as the body of a call: <c>{"payload":{"schema":[…],"data":[rows]},"session":{…}}</c>. The rows are written directly from the batch, without
/// a copy. Source: Meta's guides for the payload and the session. Without a session ID, the body contains only the payload.</summary>
internal sealed class BatchContent : HttpContent
{
    private readonly HashedBatch _batch;
    private readonly byte[] _head;
    private readonly byte[] _tail;

    public BatchContent(HashedBatch batch, long? sessionId, UploadOptions options)
    {
        _batch = batch;
        _head = Encoding.UTF8.GetBytes($"{{\"payload\":{{\"schema\":[\"{string.Join("\",\"", batch.Schema)}\"],{AppIds(options)}\"data\":[");

        // Each batch is a separate session, whose only batch is the first and the last.
        _tail = Encoding.UTF8.GetBytes(sessionId is null
            ? "]}}"
            : $"]}},\"session\":{{\"session_id\":{sessionId},\"batch_seq\":1,\"last_batch_flag\":true,\"estimated_num_total\":{batch.Rows}}}}}");
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_head, 0, _head.Length);
        await _batch.CopyToAsync(stream);
        await stream.WriteAsync(_tail, 0, _tail.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + _batch.Length + _tail.Length;
        return true;
    }

    private static string AppIds(UploadOptions options)
        => options.AppIds.Count == 0 ? string.Empty : $"\"app_ids\":[{string.Join(",", ToJson(options))}],";

    private static string[] ToJson(UploadOptions options)
    {
        string[] ids = new string[options.AppIds.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = $"\"{JsonEncodedText.Encode(options.AppIds[i])}\"";
        }

        return ids;
    }
}
