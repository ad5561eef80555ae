using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox.Http;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>The receiver of an app's webhooks. It must pass the handshake before webhooks are sent to it.</summary>
/// <param name="address">Its loopback URL.</param>
/// <param name="verifyToken">The verify token that it expects in the handshake.</param>
/// <param name="appSecret">The key of the signatures.</param>
internal sealed class WebhookTarget(Uri address, string verifyToken, string appSecret)
{
    private const int Ok = 200;

    /// <summary>The URL.</summary>
    public Uri Address { get; } = address;

    /// <summary>The verify token that it expects in the handshake.</summary>
    public string VerifyToken { get; } = verifyToken;

    /// <summary>Whether the handshake has succeeded.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>Performs the handshake if necessary, and then sends the body.</summary>
    /// <param name="http">The HTTP client.</param>
    /// <param name="body">The body; null for only the handshake.</param>
    /// <param name="challenge">The challenge that the receiver must return.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>HTTP status, and whether the receiver accepted the request.</returns>
    public async Task<(int Status, bool IsAccepted)> SendAsync(HttpClient http, byte[]? body, string challenge, CancellationToken cancellationToken)
    {
        if (!IsVerified)
        {
            (int status, IsVerified) = await VerifyAsync(http, challenge, cancellationToken).ConfigureAwait(false);
            if (!IsVerified || body is null)
            {
                return (status, IsVerified);
            }
        }

        return body is null ? (Ok, true) : await PostAsync(http, body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the signature of a body for the header X-Hub-Signature-256.</summary>
    public static string Sign(string appSecret, byte[] body) => "sha256=" + HexHash.HmacSha256(appSecret, body);

    private async Task<(int Status, bool IsAccepted)> VerifyAsync(HttpClient http, string challenge, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.GetAsync(HandshakeAddress(challenge), cancellationToken).ConfigureAwait(false);
        string answer = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        return ((int)response.StatusCode, (int)response.StatusCode == Ok && string.Equals(answer, challenge, StringComparison.Ordinal));
    }

    private async Task<(int Status, bool IsAccepted)> PostAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "facebookexternalua");
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", Sign(appSecret, body));
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ((int)response.StatusCode, (int)response.StatusCode == Ok);
    }

    private Uri HandshakeAddress(string challenge)
    {
        var parameters = new List<string>
        {
            "hub.mode=subscribe",
            "hub.challenge=" + Uri.EscapeDataString(challenge),
            "hub.verify_token=" + Uri.EscapeDataString(VerifyToken),
        };
        string query = Address.Query.TrimStart('?');
        if (query.Length > 0)
        {
            parameters.Insert(0, query);
        }

        return new UriBuilder(Address) { Query = string.Join("&", parameters) }.Uri;
    }
}
