using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Webhooks;

/// <summary>
/// Sends one webhook until the receiver has taken it: one that does not answer 200 within 5 seconds gets the same bytes again,
/// after waits that double. Meta goes on for an hour, the sandbox for a number of attempts.
/// </summary>
/// <param name="options">How often, and after what time.</param>
/// <param name="random">Makes the challenges of handshakes.</param>
/// <param name="stopped">Ends everything.</param>
internal sealed class WebhookSender(SandboxOptions options, RandomSource random, CancellationToken stopped) : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    // Most sandboxes send no webhooks, and a client takes its time to be made.
    private readonly Lazy<HttpClient> _http = new(MakeClient);

    /// <summary>Sends a body, or shakes hands.</summary>
    /// <param name="target">Where it goes; asked anew for each attempt, and null when it goes nowhere any more.</param>
    /// <param name="body">The bytes; null for the handshake alone.</param>
    /// <returns>HTTP status of the last attempt, 0 without one; how many attempts there were; whether it was taken.</returns>
    /// <exception cref="OperationCanceledException">The sandbox was stopped.</exception>
    public async Task<(int Status, int Attempts, bool IsAccepted)> SendAsync(Func<WebhookTarget?> target, byte[]? body)
    {
        TimeSpan wait = options.WebhookRetryDelay;
        for (int attempt = 1; ; attempt++)
        {
            WebhookTarget? current = target();
            (int status, bool isTaken) = current is null ? (0, false) : await AttemptAsync(current, body).ConfigureAwait(false);
            stopped.ThrowIfCancellationRequested();

            // A receiver that answers the handshake with something else will not think better of it.
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
