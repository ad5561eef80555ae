using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Audiences;

/// <summary>
/// A custom audience as the Graph API describes it. What an answer does not tell is null; which fields come depends on the audience and
/// on the token's rights. Times are UTC.
/// </summary>
public sealed record CustomAudience
{
    /// <summary>Digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name given at creation; not unique.</summary>
    public string? Name { get; init; }

    /// <summary>Description given at creation.</summary>
    public string? Description { get; init; }

    /// <summary>Such as <c>CUSTOM</c>.</summary>
    public string? Subtype { get; init; }

    /// <summary>Id of the Page the audience's subscribers hear from.</summary>
    public string? MessengerMarketingMessagesPage { get; init; }

    /// <summary>Lower bound of the number of people; null while Meta gives none, which it tells as a negative number.</summary>
    public long? ApproximateCountLowerBound { get; init; }

    /// <summary>Upper bound of the number of people; null while Meta gives none.</summary>
    public long? ApproximateCountUpperBound { get; init; }

    /// <summary>200 is normal, 441 is being filled, 471 is restricted: uploads and removals fail.</summary>
    public int? OperationStatusCode { get; init; }

    /// <summary>The same in Meta's words.</summary>
    public string? OperationStatus { get; init; }

    /// <summary>Whether the audience can be used for delivery; 200 is ready.</summary>
    public int? DeliveryStatusCode { get; init; }

    /// <summary>The same in Meta's words.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? TimeCreated { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? TimeUpdated { get; init; }

    /// <summary>When its members were last changed.</summary>
    public DateTimeOffset? TimeContentUpdated { get; init; }

    /// <summary>The name that a mistyped one most likely means; null when none comes near.</summary>
    public static string? Suggest(string name, IEnumerable<CustomAudience> audiences)
        => NearMiss.Find(name, audiences.Select(static audience => audience.Name).OfType<string>());
}
