using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MessengerMarketing.Http;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>
/// Answers Meta: the handshake, and deliveries. A delivery is confirmed once it is in the inbox, and the response never waits for its
/// events to be read. Source: Meta's webhook guide, which asks for an answer within 5 seconds and repeats what was not answered with 200.
/// </summary>
internal sealed class WebhookRequestHandler(WebhookReceiverOptions options, IInbox inbox)
{
    private static readonly TimeSpan MaxKeeping = TimeSpan.FromSeconds(4);

    private readonly string _path = Normalize(options.Path);

    /// <summary>Refuses by its head what would be refused anyway, so that its body need not be kept.</summary>
    /// <returns>The refusal; null for a handshake and for a delivery that has a signature.</returns>
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

    /// <summary>Answers a request that <see cref="Screen"/> let through.</summary>
    public async Task<HttpResponse?> RespondAsync(HttpRequest request) =>
        request.Method is "GET" ? RespondToHandshake(request) : await RespondToDeliveryAsync(request).ConfigureAwait(false);

    private HttpResponse RespondToHandshake(HttpRequest request)
    {
        Dictionary<string, string> query = ReadQuery(request.Query);
        bool isHandshake = query.TryGetValue("hub.mode", out string? mode) && mode == "subscribe";
        if (!isHandshake || !query.TryGetValue("hub.challenge", out string? challenge) || !query.TryGetValue("hub.verify_token", out string? token))
        {
            return Refuse(403, "a GET that is no handshake");
        }

        if (options.VerifyToken is not { } expected)
        {
            return Refuse(403, "a handshake, since there is no verify token to compare");
        }

        if (!FixedTime.AreEqual(token, expected.Reveal()))
        {
            return Refuse(403, "a handshake with a wrong verify token");
        }

        Notify(new WebhookNotice(WebhookNoticeKind.HandshakeAnswered, "The handshake was answered: the verify token is right."));
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
        return await KeepAsync(bytes).ConfigureAwait(false);
    }

    private async Task<HttpResponse> KeepAsync(byte[] body)
    {
        try
        {
            await Deadline.In(MaxKeeping).KeepAsync(inbox.AppendAsync(body, DateTimeOffset.UtcNow)).ConfigureAwait(false);
            return HttpResponse.Text(200, "EVENT_RECEIVED");
        }
        catch (IOException exception)
        {
            Notify(new WebhookNotice(WebhookNoticeKind.NotKept, exception.Message, exception));
        }
        catch (TimeoutException exception)
        {
            // It may be kept after all; then it comes twice, and its events once.
            Notify(new WebhookNotice(WebhookNoticeKind.NotKept, "The disk takes longer to write the inbox than Meta waits for a response.", exception));
        }

        return HttpResponse.Text(500, string.Empty);
    }

    private HttpResponse RefuseSignature(WebhookSignatureStatus status)
    {
        Notify(new WebhookNotice(WebhookNoticeKind.SignatureRefused, $"Refused a delivery: {status.ToDisplayText()}"));
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
