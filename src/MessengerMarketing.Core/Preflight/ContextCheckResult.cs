using System.Collections.Generic;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Preflight;

/// <summary>The result of one check of a context.</summary>
/// <param name="Name">What was checked, such as <c>AccessToken</c>; see <see cref="ContextCheckNames"/>.</param>
/// <param name="Status">The name of a <see cref="ContextCheckStatus"/>.</param>
/// <param name="Meaning">The finding, in one or two sentences without a token.</param>
/// <param name="Action">What to do; null when there is nothing to do.</param>
public sealed record ContextCheckResult(string Name, string Status, string Meaning, string? Action = null)
{
    /// <summary>Stable error id of the Graph API error; null when there is none.</summary>
    public string? ErrorId => Error?.ErrorId;

    /// <summary>The finding, which determines the action.</summary>
    internal ContextFinding Finding { get; init; }

    /// <summary>The subjects of the finding, such as the missing permissions.</summary>
    internal IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The error of the call; null when there is none.</summary>
    internal GraphException? Error { get; init; }

    internal static ContextCheckResult Ok(string name, string meaning) => new(name, nameof(ContextCheckStatus.Ok), meaning);

    internal static ContextCheckResult Warning(string name, ContextFinding finding, string meaning, params string[] subjects) =>
        new(name, nameof(ContextCheckStatus.Warning), meaning) { Finding = finding, Subjects = subjects };

    internal static ContextCheckResult Failed(string name, ContextFinding finding, string meaning, params string[] subjects) =>
        new(name, nameof(ContextCheckStatus.Failed), meaning) { Finding = finding, Subjects = subjects };

    internal static ContextCheckResult Failed(string name, GraphException error) =>
        new(name, nameof(ContextCheckStatus.Failed), error.Message) { Finding = ContextFinding.CallFailed, Error = error };

    internal static ContextCheckResult Unknown(string name, ContextFinding finding, string meaning) =>
        new(name, nameof(ContextCheckStatus.Unknown), meaning) { Finding = finding };
}
