using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Opens an HTTP listener on loopback, on any system, without administrator's rights.</summary>
internal static class LoopbackListener
{
    private const int Attempts = 20;

    // Windows lets everybody listen under this name alone, and then knows no other; elsewhere a number needs no look-up.
    private static readonly string Host = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "localhost" : "127.0.0.1";

    /// <summary>Starts a listener.</summary>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <returns>The running listener and its address.</returns>
    /// <exception cref="InvalidOperationException">The port is taken, or no free one was found.</exception>
    public static (HttpListener Listener, Uri Address) Open(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            int candidate = port == 0 ? FreePort() : port;
            string address = string.Format(CultureInfo.InvariantCulture, "http://{0}:{1}/", Host, candidate);
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, new Uri(address));
            }
            catch (Exception refused) when (refused is HttpListenerException or SocketException)
            {
                ((IDisposable)listener).Dispose();

                // Between finding a free port and taking it, somebody else may have it.
                if (port != 0 || attempt == Attempts)
                {
                    throw new InvalidOperationException($"The sandbox cannot listen on {address}: {refused.Message}", refused);
                }
            }
        }
    }

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }
}
