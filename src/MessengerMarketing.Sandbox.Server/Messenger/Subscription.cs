using System;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>The state of a subscription.</summary>
internal enum SubscriptionState
{
    Active,

    /// <summary>The person stopped messages. The token is still listed.</summary>
    Stopped,

    /// <summary>The business unsubscribed the person. The token is removed.</summary>
    Unsubscribed,
}

/// <summary>A subscription of a person with a Page-scoped id. Guarded by the lock of <see cref="Subscriptions"/>.</summary>
internal sealed class Subscription(int number, string token, string psid, string title, SubscriptionSource source, DateTimeOffset created)
{
    /// <summary>Its position in the order of subscriptions, from 0.</summary>
    public int Number { get; } = number;

    public string Token { get; } = token;

    public string Psid { get; } = psid;

    public string Title { get; } = title;

    public SubscriptionSource Source { get; } = source;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Refreshed { get; set; } = created;

    public string? TimeZone { get; set; }

    public string Reoptin { get; set; } = "ENABLED";

    public bool IsRefreshed { get; set; }

    public SubscriptionState State { get; set; }

    public SubscriptionToken ToToken(DateTimeOffset? lastSent) => new(
        Token, Title, State == SubscriptionState.Active ? Reoptin : "DISABLED", Source, Created)
    {
        Psid = Psid,
        TimeZone = TimeZone,
        IsRefreshed = IsRefreshed,
        IsStopped = State != SubscriptionState.Active,
        Expires = Refreshed + SubscriptionToken.Lifetime,
        LastSent = lastSent,
    };
}
