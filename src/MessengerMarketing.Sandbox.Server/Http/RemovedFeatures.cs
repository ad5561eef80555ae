using System;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// Rejects features that the Graph API no longer offers to new apps in any version. Source: Meta's developer blog of 2026-07-29 and
/// 2026-11-04. The status and the message for <c>ids</c> are from reports of other projects; the other messages are not published.
/// </summary>
internal static class RemovedFeatures
{
    /// <exception cref="GraphErrorException">The call uses one of these features.</exception>
    public static void Reject(string method, GraphParameters parameters)
    {
        if (parameters["ids"] is not null)
        {
            throw GraphErrors.IdsRemoved();
        }

        // Not only of POST requests: "GET /me?method=delete" was a deletion.
        if (parameters["method"] is { } other && (string.Equals(method, "POST", StringComparison.Ordinal) || !string.Equals(method, other, StringComparison.OrdinalIgnoreCase)))
        {
            throw GraphErrors.Removed("HTTP method override: send the request with the method itself");
        }

        if (parameters["date_format"] is not null)
        {
            throw GraphErrors.Removed("date_format");
        }

        if (parameters["callback"] is not null)
        {
            throw GraphErrors.Removed("JSONP");
        }

        if (parameters["fields"]?.IndexOf(".as(", StringComparison.Ordinal) >= 0)
        {
            throw GraphErrors.Removed("field aliases");
        }
    }
}
