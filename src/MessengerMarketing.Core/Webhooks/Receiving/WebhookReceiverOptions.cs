using System;
using System.Net;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Webhooks.Receiving;

/// <summary>Options of a webhook receiver.</summary>
internal sealed record WebhookReceiverOptions
{
    /// <summary>The app secret for checking signatures. The receiver does not dispose it.</summary>
    public required Secret AppSecret { get; init; }

    /// <summary>The verify token of the handshake. Without one, every handshake is refused. The receiver does not dispose it.</summary>
    public Secret? VerifyToken { get; init; }

    /// <summary>The address to listen on. The receiver uses plain HTTP. For an address other than loopback, use a TLS proxy.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, or 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The URL path of deliveries. Other paths return 404.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Maximum size of a body, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Time limit for the headers of a request.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time limit for a complete request.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Path of the inbox file; null for an inbox in memory.</summary>
    public string? InboxPath { get; init; }

    /// <summary>Whether to start with the events of the inbox that were not confirmed.</summary>
    public bool Resume { get; init; }

    /// <summary>When the inbox starts new files, and how long deliveries are kept.</summary>
    public InboxRetention Retention { get; init; } = new();

    /// <summary>Called with notices, on any thread. It must not throw.</summary>
    public Action<WebhookNotice>? OnNotice { get; init; }
}
