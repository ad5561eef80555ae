using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>
/// Sends a webhook until the receiver accepts it. When the receiver does not respond with 200 within 5 seconds, the same bytes are sent
/// again, with doubling delays. Meta retries for an hour; the sandbox makes a limited number of attempts.
/// </summary>
/// <param name="options">The number of attempts and the delay.</param>
/// <param name="random">Creates the challenges of handshakes.</param>
/// <param name="stopped">Cancels all operations.</param>
internal sealed class WebhookSender(SandboxOptions options, RandomSource random, CancellationToken stopped) : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    // Most sandboxes send no webhooks, and creating a client takes time.
    private readonly Lazy<HttpClient> _http = new(MakeClient);

    /// <summary>Sends a body, or performs the handshake.</summary>
    /// <param name="target">Returns the target for each attempt; null when webhooks are turned off.</param>
    /// <param name="body">The bytes; null for only the handshake.</param>
    /// <returns>HTTP status of the last attempt, 0 without one; the number of attempts; whether it was accepted.</returns>
    /// <exception cref="OperationCanceledException">The sandbox was stopped.</exception>
    public async Task<(int Status, int Attempts, bool IsAccepted)> SendAsync(Func<WebhookTarget?> target, byte[]? body)
    {
        TimeSpan wait = options.WebhookRetryDelay;
        for (int attempt = 1; ; attempt++)
        {
            WebhookTarget? current = target();
            (int status, bool isTaken) = current is null ? (0, false) : await AttemptAsync(current, body).ConfigureAwait(false);
            stopped.ThrowIfCancellationRequested();

            // A receiver that fails the handshake would also fail the next one.
            bool isRefused = status != 0 && current is { IsVerified: false };
            if (isTaken || isRefused || current is null || attempt >= options.WebhookAttempts)
            {
                return (status, attempt, isTaken);
            }

            await Task.Delay(wait, stopped).ConfigureAwait(false);
            wait = wait + wait < MaxWait ? wait + wait : MaxWait;
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static HttpClient MakeClient() => new(
        new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private async Task<(int Status, bool IsAccepted)> AttemptAsync(WebhookTarget target, byte[]? body)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        limit.CancelAfter(options.WebhookTimeout);
        try
        {
            return await target.SendAsync(_http.Value, body, random.Digits("1", 10), limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return (0, false);
        }
    }
}
