using System.Collections.Generic;
using MessengerMarketing.Webhooks;

namespace MessengerMarketing.Reporting;

/// <summary>The people who came to the Page and subscribed, from the webhooks of an inbox and from counts of subscribers.</summary>
internal sealed record SubscriberReport
{
    /// <summary>People who subscribed, each counted once.</summary>
    public long Subscribed { get; init; }

    /// <summary>People who stopped messages and did not resume them.</summary>
    public long Stopped { get; init; }

    /// <summary>People by door, in the order of <see cref="WebhookDoor"/>; the door of the last line is not known.</summary>
    public required IReadOnlyList<DoorCount> Doors { get; init; }

    /// <summary>People by the <c>ref</c> of their link, QR code or ad, those with the most subscribers first.</summary>
    public required IReadOnlyList<RefCount> Refs { get; init; }

    /// <summary>Subscribers by opt-in source, as counted by Measure-MMSubscriber.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Sources { get; init; }

    /// <summary>Whether there were too many people, so that the oldest were discarded and their doors are not known.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>The people who came through a door.</summary>
/// <param name="Door">The door; null when it is not known.</param>
/// <param name="People">People who came.</param>
/// <param name="Subscribers">People who subscribed after they came this way.</param>
internal sealed record DoorCount(WebhookDoor? Door, long People, long Subscribers);

/// <summary>The people who came with a <c>ref</c>.</summary>
/// <param name="Ref">The value, shortened and masked; null for all that are not listed.</param>
/// <param name="People">People who came.</param>
/// <param name="Subscribers">People who subscribed after they came this way.</param>
internal sealed record RefCount(string? Ref, long People, long Subscribers);
