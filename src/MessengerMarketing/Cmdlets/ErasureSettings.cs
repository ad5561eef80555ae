using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>How people are erased, as the parameters say.</summary>
internal sealed record ErasureSettings
{
    /// <summary>The most people in a call: with all their identifiers they fill 10,000 rows.</summary>
    public const int MaxBatchSize = 2000;

    /// <summary>The account.</summary>
    public required GraphContext Context { get; init; }

    /// <summary>The path of -SuppressPath; null for none.</summary>
    public string? SuppressPath { get; init; }

    /// <summary>The paths of -StatePath.</summary>
    public IReadOnlyList<string> StatePath { get; init; } = [];

    /// <summary>People in one call.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Page-scoped id of the one person of the call; null for none.</summary>
    public string? Psid { get; init; }

    /// <summary>Subscription token of the one person of the call; null for none.</summary>
    public string? Token { get; init; }
}
