using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Sandbox.Host;

/// <summary>Runs a sandbox for scripts in other processes.</summary>
internal static class Serve
{
    /// <summary>Environment variable with the verify token that the webhook receiver expects in the handshake.</summary>
    public const string VerifyToken = "MM_VERIFY_TOKEN";

    /// <summary>
    /// Prints a <c>NAME=value</c> line for each variable that <c>Connect-MMAccount -FromEnvironment</c> reads, and runs until it is stopped. The
    /// tokens are valid only for the sandbox.
    /// </summary>
    public static async Task<int> RunAsync(SandboxOptions options, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        SandboxServer server;
        try
        {
            server = SandboxServer.Start(options);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            await errors.WriteLineAsync(exception.Message);
            return 1;
        }

        using (server)
        {
            await output.WriteLineAsync($"{GraphEnvironment.BaseUri}={server.BaseUri}");
            await output.WriteLineAsync($"{GraphEnvironment.ApiVersion}={server.ApiVersion}");
            await output.WriteLineAsync($"{GraphEnvironment.AdAccountId}={server.AdAccountId}");
            await output.WriteLineAsync($"{GraphEnvironment.PageId}={server.PageId}");
            await output.WriteLineAsync($"{GraphEnvironment.AccessToken}={server.AccessToken}");
            await output.WriteLineAsync($"{GraphEnvironment.PageAccessToken}={server.PageAccessToken}");
            await output.WriteLineAsync($"{GraphEnvironment.AppSecret}={server.AppSecret}");
            if (server.VerifyToken is { } verifyToken)
            {
                await output.WriteLineAsync($"{VerifyToken}={verifyToken}");
            }

            await output.FlushAsync(cancellationToken);
            await WaitForStopAsync(cancellationToken);
        }

        return 0;
    }

    private static async Task WaitForStopAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(stopped.SetResult))
        {
            await stopped.Task;
        }
    }
}
