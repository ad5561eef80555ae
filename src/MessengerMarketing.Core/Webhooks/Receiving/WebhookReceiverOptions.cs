using System;
using System.Net;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>How webhooks are received.</summary>
public sealed record WebhookReceiverOptions
{
    /// <summary>Checks signatures. Not disposed with the receiver.</summary>
    public required Secret AppSecret { get; init; }

    /// <summary>What the handshake must bring; without one every handshake is refused. Not disposed with the receiver.</summary>
    public Secret? VerifyToken { get; init; }

    /// <summary>The address to listen on. The receiver speaks plain HTTP: another than loopback belongs behind something that speaks TLS.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, or 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The path that deliveries come to; others are not found.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Largest body taken, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a client may take for the headers of a request.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take for a request.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The inbox file; null for one in memory.</summary>
    public string? InboxPath { get; init; }

    /// <summary>Whether to begin with the events of the inbox that have not come out yet.</summary>
    public bool Resume { get; init; }

    /// <summary>Hears notices, from any thread. It must not throw.</summary>
    public Action<WebhookNotice>? OnNotice { get; init; }
}
