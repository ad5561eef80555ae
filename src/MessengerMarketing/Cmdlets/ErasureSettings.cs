using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>The settings of an erasure, from the parameters.</summary>
internal sealed record ErasureSettings
{
    /// <summary>Maximum number of people per call. With all their identifiers, they fill 10,000 rows.</summary>
    public const int MaxBatchSize = 2000;

    /// <summary>The account.</summary>
    public required GraphContext Context { get; init; }

    /// <summary>The path of -SuppressPath, or null.</summary>
    public string? SuppressPath { get; init; }

    /// <summary>The paths of -StatePath.</summary>
    public IReadOnlyList<string> StatePath { get; init; } = [];

    /// <summary>Number of people per call.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Page-scoped ID of a single person, or null.</summary>
    public string? Psid { get; init; }

    /// <summary>Subscription token of a single person, or null.</summary>
    public string? Token { get; init; }
}
