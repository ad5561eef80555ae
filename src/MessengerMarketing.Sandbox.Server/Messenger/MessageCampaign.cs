using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>A campaign for marketing messages. It is an ad with an ad set of its own.</summary>
/// <param name="Id">The id, digits.</param>
/// <param name="AdSetId">The id of the ad set, which has the budget.</param>
/// <param name="Name">The name.</param>
/// <param name="PageId">The Page that sends.</param>
/// <param name="DailyBudget">Budget per day in the smallest unit of the currency, or null.</param>
/// <param name="LifetimeBudget">Total budget, or null.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Start">When it starts to send.</param>
/// <param name="End">When it ends; null for no end.</param>
internal sealed record MessageCampaign(
    string Id, string AdSetId, string Name, string PageId, long? DailyBudget, long? LifetimeBudget, DateTimeOffset Created, DateTimeOffset Start, DateTimeOffset? End)
{
    /// <summary>The status of a campaign that sends.</summary>
    public const string Active = "ACTIVE";

    /// <summary>The status of a campaign that was paused.</summary>
    public const string Paused = "PAUSED";

    /// <summary><see cref="Active"/> or <see cref="Paused"/>.</summary>
    public string Status { get; init; } = Active;

    /// <summary>Its position in lists. Later campaigns have larger values.</summary>
    public long Order => long.Parse(Id, NumberStyles.None, CultureInfo.InvariantCulture);
}
