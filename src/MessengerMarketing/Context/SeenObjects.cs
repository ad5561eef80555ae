using MessengerMarketing.Audiences;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Context;

/// <summary>The audiences and campaigns that the runspace has seen since it connected.</summary>
internal static class SeenObjects
{
    /// <summary>Audiences that were created, listed, or read.</summary>
    public static RunspaceCache<CustomAudience> Audiences { get; } = new(static audience => audience.Id, static audience => audience.Name);

    /// <summary>Campaigns that were created.</summary>
    public static RunspaceCache<MessageCampaign> Campaigns { get; } = new(static campaign => campaign.Id, static campaign => campaign.Name);

    /// <summary>Removes all objects, because another account has different objects.</summary>
    public static void Clear()
    {
        Audiences.Clear();
        Campaigns.Clear();
    }
}
