using System.Collections.Generic;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes the faults of a sandbox. The parameter also accepts other Graph API error codes.</summary>
public sealed class SandboxFaultCompleter : NamedValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values { get; } =
    [
        new("Throttled", "Error 80003: too many calls to the ad account."),
        new("EmptyServerError", "HTTP 500 without a body."),
        new("HtmlErrorPage", "HTTP 502 with an HTML page."),
        new("DroppedBeforeProcessing", "The connection is dropped, and the call is not processed."),
        new("DroppedAfterProcessing", "The call is processed, and its response is lost."),
        new("Truncated", "The call is processed, and its response ends early."),
        new("TruncatedChunks", "The call is processed, and its chunked response ends early."),
        new("190/463", "The access token has expired."),
        new("200", "A permission is missing."),
        new("613", "Too many calls."),
        new("2655", "The marketing messaging terms are not accepted."),
    ];
}
