using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;

namespace MessengerMarketing.Graph;

/// <summary>Information about the server from the headers of a response, whether the call succeeded or not.</summary>
/// <param name="RequestedVersion">The API version in the request's path.</param>
/// <param name="ServedVersion">The version that served the call (<c>facebook-api-version</c>); null when the response does not name one.</param>
/// <param name="ServerTime">The server's clock (<c>Date</c>), in whole seconds; null when the response has none.</param>
/// <param name="ReceivedAt">The local clock when the headers arrived.</param>
/// <param name="VersionWarning">
/// Meta's text about the version (<c>X-Ad-Api-Version-Warning</c>), as one masked line; null when there is none. It is free text: it says that
/// a version is deprecated, or that the call was upgraded to another one.
/// </param>
public sealed record ServedCall(string RequestedVersion, string? ServedVersion, DateTimeOffset? ServerTime, DateTimeOffset ReceivedAt, string? VersionWarning)
{
    internal const string WarningHeader = "X-Ad-Api-Version-Warning";

    private const string VersionHeader = "facebook-api-version";

    /// <summary>Whether another version than the requested one served the call, as happens when Meta upgrades calls of an old version.</summary>
    public bool IsUpgraded => ServedVersion is not null && ServedVersion != RequestedVersion;

    internal static ServedCall Read(HttpResponseMessage response, string requestedVersion, TimeProvider time)
    {
        string? served = GraphVersions.TryNormalize(First(response, VersionHeader), out string normalized) ? normalized : null;
        string? warning = First(response, WarningHeader) is { } text && text.Trim(' ', '"') is { Length: > 0 } trimmed ? SensitiveText.Mask(trimmed) : null;
        return new ServedCall(requestedVersion, served, response.Headers.Date, time.GetUtcNow(), warning);
    }

    private static string? First(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
