using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Collections;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Audiences;

/// <summary>
/// A custom audience of the Graph API. Properties that the response lacks are null. The returned fields depend on the audience and on the
/// token's permissions. Times are UTC.
/// </summary>
public sealed record CustomAudience
{
    /// <summary>Id of the audience, digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name, not unique.</summary>
    public string? Name { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Subtype, such as <c>CUSTOM</c>.</summary>
    public string? Subtype { get; init; }

    /// <summary>Id of the Page that sends messages to the audience's subscribers.</summary>
    public string? MessengerMarketingMessagesPage { get; init; }

    /// <summary>Lower bound of the number of people; null while Meta does not provide one, which it reports as a negative number.</summary>
    public long? ApproximateCountLowerBound { get; init; }

    /// <summary>Upper bound of the number of people; null while Meta does not provide one.</summary>
    public long? ApproximateCountUpperBound { get; init; }

    /// <summary>
    /// Operation status: 200 is normal, 441 is being populated, 471 is restricted (uploads and removals fail), 100 is not used by any active ad set for two
    /// years (Meta deletes it after 90 days).
    /// </summary>
    public int? OperationStatusCode { get; init; }

    /// <summary>Meta's description of the status.</summary>
    public string? OperationStatus { get; init; }

    /// <summary>Delivery status: 200 is ready.</summary>
    public int? DeliveryStatusCode { get; init; }

    /// <summary>Meta's description of the status.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? TimeCreated { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? TimeUpdated { get; init; }

    /// <summary>When its members were last changed.</summary>
    public DateTimeOffset? TimeContentUpdated { get; init; }

    /// <summary>When Meta deletes the audience; null when it does not.</summary>
    public DateTimeOffset? DeleteTime { get; init; }

    /// <summary>Labels, such as <c>RECENT_PURCHASERS</c>; empty for none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ReadableList<string>.Empty;

    /// <summary>URL of a page where people can opt out.</summary>
    public string? OptOutLink { get; init; }

    /// <summary>Fields that Meta objects to when the audience is restricted: <c>name</c>, <c>description</c>, or <c>rule</c>.</summary>
    public IReadOnlyList<string> FieldsViolatingIntegrityPolicy { get; init; } = ReadableList<string>.Empty;

    /// <summary>Returns the name that a misspelled one most likely means; null when no name is similar.</summary>
    public static string? Suggest(string name, IEnumerable<CustomAudience> audiences)
        => NearMiss.Find(name, audiences.Select(static audience => audience.Name).OfType<string>());
}
