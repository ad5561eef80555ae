using System;

namespace MessengerMarketing.Sandbox.State;

/// <summary>An upload session. Guarded by the lock of its audience.</summary>
internal sealed class UploadSession(long id, SandboxAudience audience, bool isRemoval, DateTimeOffset started)
{
    /// <summary>Time after which a session without a last batch expires. Source: Meta's guide.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(90);

    public long Id { get; } = id;

    public SandboxAudience Audience { get; } = audience;

    public bool IsRemoval { get; } = isRemoval;

    public DateTimeOffset Started { get; } = started;

    public DateTimeOffset? Ended { get; set; }

    /// <summary>Number of the last received batch.</summary>
    public int Batches { get; set; }

    public long Received { get; set; }

    public long Invalid { get; set; }

    public long Matched { get; set; }

    public bool IsOver(DateTimeOffset now) => Ended is not null || now >= Started + Lifetime;
}
