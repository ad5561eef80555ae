using System;
using System.Collections.Generic;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>Kinds of objects that a path can begin with.</summary>
internal enum NodeKind
{
    Me,
    AdAccount,
    CustomAudience,
    Page,
}

/// <summary>Which usage headers an endpoint's answers carry.</summary>
internal enum UsageKind
{
    App,
    BusinessUseCase,
    Upload,
}

/// <summary>One thing the API can do.</summary>
/// <param name="Handle">Carries a call out.</param>
/// <param name="Usage">The usage headers of its answers.</param>
/// <param name="IsMarketing">Whether it belongs to the Marketing API: its own version dates, and no Page token.</param>
internal sealed record Endpoint(Func<GraphCall, GraphAnswer> Handle, UsageKind Usage, bool IsMarketing);

/// <summary>All endpoints, by kind of object, edge and method. A new one is a new line here.</summary>
internal static class EndpointTable
{
    private const string Node = "";

    private static readonly Dictionary<(NodeKind Kind, string Edge, string Method), Endpoint> Endpoints = new()
    {
        [(NodeKind.Me, Node, "GET")] = new(ObjectEndpoints.Me, UsageKind.App, false),
        [(NodeKind.Page, Node, "GET")] = new(ObjectEndpoints.Page, UsageKind.App, false),
        [(NodeKind.AdAccount, Node, "GET")] = new(ObjectEndpoints.Account, UsageKind.BusinessUseCase, true),
        [(NodeKind.AdAccount, "customaudiences", "POST")] = new(CreateAudienceEndpoint.Handle, UsageKind.BusinessUseCase, true),
        [(NodeKind.AdAccount, "customaudiences", "GET")] = new(ListAudiencesEndpoint.Handle, UsageKind.BusinessUseCase, true),
        [(NodeKind.CustomAudience, Node, "GET")] = new(AudienceEndpoints.Get, UsageKind.BusinessUseCase, true),
        [(NodeKind.CustomAudience, Node, "DELETE")] = new(AudienceEndpoints.Delete, UsageKind.BusinessUseCase, true),
        [(NodeKind.CustomAudience, "users", "POST")] = new(AudienceUsersEndpoint.Add, UsageKind.Upload, true),
        [(NodeKind.CustomAudience, "users", "DELETE")] = new(AudienceUsersEndpoint.Remove, UsageKind.Upload, true),
        [(NodeKind.CustomAudience, "sessions", "GET")] = new(AudienceSessionsEndpoint.Handle, UsageKind.BusinessUseCase, true),
    };

    /// <summary>Finds the endpoint of a path, without its version.</summary>
    /// <exception cref="GraphRefusalException">There is no such object, or it cannot do that.</exception>
    public static Endpoint Find(AdAccount account, string method, IReadOnlyList<string> path)
    {
        string id = path.Count > 0 ? path[0] : string.Empty;
        return path.Count is 1 or 2
            && KindOf(account, id) is { } kind
            && Endpoints.TryGetValue((kind, path.Count == 2 ? path[1] : Node, method), out Endpoint? endpoint)
                ? endpoint
                : throw GraphErrors.NoSuchObject(method, id);
    }

    private static NodeKind? KindOf(AdAccount account, string id)
    {
        if (string.Equals(id, "me", StringComparison.Ordinal))
        {
            return NodeKind.Me;
        }

        if (id.StartsWith("act_", StringComparison.Ordinal))
        {
            return string.Equals(id.Substring(4), account.Id, StringComparison.Ordinal) ? NodeKind.AdAccount : null;
        }

        if (string.Equals(id, account.PageId, StringComparison.Ordinal))
        {
            return NodeKind.Page;
        }

        return account.TryGetAudience(id, out _) ? NodeKind.CustomAudience : null;
    }
}
