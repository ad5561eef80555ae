using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>
/// Responds to the verification handshake and to deliveries. A delivery is confirmed when it is in the inbox; the response does not wait
/// for its events to be read. Source: Meta's webhook guide, which requires a response within 5 seconds and repeats deliveries without
/// status 200.
/// </summary>
internal sealed class WebhookRequestHandler(WebhookReceiverOptions options, IInbox inbox)
{
    private static readonly TimeSpan MaxWriteTime = TimeSpan.FromSeconds(4);

    private readonly string _path = Normalize(options.Path);

    /// <summary>Refuses requests that can be refused by their headers, so that their bodies are not read.</summary>
    /// <returns>The error response; null for a handshake and for a delivery with a signature.</returns>
    public HttpResponse? Screen(HttpRequest request)
    {
        if (!string.Equals(Normalize(Uri.UnescapeDataString(request.Path)), _path, StringComparison.Ordinal))
        {
            return Refuse(404, "a request to another path");
        }

        switch (request.Method)
        {
            case "GET" when request.HasBody:
                return Refuse(400, "a GET with a body");
            case "GET":
                return null;
            case "POST" when WebhookSignature.CheckFormat(request.Header(WebhookSignature.HeaderName)) is { } problem:
                return RefuseSignature(problem);
            case "POST":
                return request.ContentLength > options.MaxBodyBytes ? RefuseSize() : null;
            default:
                HttpResponse refusal = Refuse(405, "a request that is neither GET nor POST");
                refusal.Headers["Allow"] = "GET, POST";
                return refusal;
        }
    }

    /// <summary>Responds to a request that <see cref="Screen"/> accepted.</summary>
    public async Task<HttpResponse?> RespondAsync(HttpRequest request) =>
        request.Method is "GET" ? RespondToHandshake(request) : await RespondToDeliveryAsync(request).ConfigureAwait(false);

    private HttpResponse RespondToHandshake(HttpRequest request)
    {
        Dictionary<string, string> query = ReadQuery(request.Query);
        bool isHandshake = query.TryGetValue("hub.mode", out string? mode) && mode == "subscribe";
        if (!isHandshake || !query.TryGetValue("hub.challenge", out string? challenge) || !query.TryGetValue("hub.verify_token", out string? token))
        {
            return Refuse(403, "a GET that is not a handshake");
        }

        if (options.VerifyToken is not { } expected)
        {
            return Refuse(403, "a handshake, because no verify token is configured");
        }

        if (!FixedTime.AreEqual(token, expected.Reveal()))
        {
            return Refuse(403, "a handshake with a wrong verify token");
        }

        Notify(new WebhookNotice(WebhookNoticeKind.HandshakeAnswered, "The handshake succeeded: the verify token matches."));
        return HttpResponse.Text(200, challenge);
    }

    private async Task<HttpResponse> RespondToDeliveryAsync(HttpRequest request)
    {
        if (request.Body is not { } body)
        {
            return RefuseSize();
        }

        WebhookSignatureStatus signature = WebhookSignature.Check(options.AppSecret, body.Bytes, body.Length, request.Header(WebhookSignature.HeaderName));
        if (signature != WebhookSignatureStatus.Valid)
        {
            return RefuseSignature(signature);
        }

        byte[] bytes = new byte[body.Length];
        Buffer.BlockCopy(body.Bytes, 0, bytes, 0, bytes.Length);
        return await StoreAsync(bytes).ConfigureAwait(false);
    }

    private async Task<HttpResponse> StoreAsync(byte[] body)
    {
        try
        {
            await Deadline.In(MaxWriteTime).WaitAsync(inbox.AppendAsync(body, DateTimeOffset.UtcNow)).ConfigureAwait(false);
            return HttpResponse.Text(200, "EVENT_RECEIVED");
        }
        catch (IOException exception)
        {
            Notify(new WebhookNotice(WebhookNoticeKind.NotKept, exception.Message, exception));
        }
        catch (TimeoutException exception)
        {
            // The delivery may still be written. It is then delivered twice, but its events are returned once.
            Notify(new WebhookNotice(WebhookNoticeKind.NotKept, "Writing the inbox takes longer than Meta waits for a response.", exception));
        }

        return HttpResponse.Text(500, string.Empty);
    }

    private HttpResponse RefuseSignature(WebhookSignatureStatus status)
    {
        Notify(new WebhookNotice(WebhookNoticeKind.SignatureRefused, $"Refused a delivery. {status.ToDisplayText()}"));
        return HttpResponse.Text(status == WebhookSignatureStatus.Missing ? 401 : 403, string.Empty);
    }

    private HttpResponse RefuseSize() => Refuse(413, $"a body of more than {options.MaxBodyBytes} bytes");

    private HttpResponse Refuse(int status, string what)
    {
        Notify(new WebhookNotice(WebhookNoticeKind.RequestRefused, $"Refused {what} ({status})."));
        return HttpResponse.Text(status, string.Empty);
    }

    private void Notify(WebhookNotice notice) => options.OnNotice?.Invoke(notice);

    private static string Normalize(string path) => "/" + path.Trim('/');

    private static Dictionary<string, string> ReadQuery(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in query.Split('&'))
        {
            int equals = part.IndexOf('=');
            string name = Decode(equals < 0 ? part : part.Substring(0, equals));
            if (!parameters.ContainsKey(name))
            {
                parameters.Add(name, equals < 0 ? string.Empty : Decode(part.Substring(equals + 1)));
            }
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
