using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Http;
using MessengerMarketing.Sandbox.Endpoints;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>
/// Handles a call: reads the path, the parameters and the token, and calls the endpoint. It checks the token first, then the object and
/// the method, then the version and the permission. The endpoint checks the parameters.
/// </summary>
internal sealed class CallHandler(AdAccount account, Uri address)
{
    private const string TokenParameter = "access_token";

    /// <param name="request">The request.</param>
    /// <param name="body">The body. Reading can overwrite it.</param>
    /// <param name="trace">Trace id for an error response.</param>
    /// <param name="calls">Number of calls so far, for the usage headers.</param>
    /// <exception cref="GraphErrorException">The call is rejected before the endpoint is called.</exception>
    public GraphResponse Handle(HttpRequest request, RequestBody body, string trace, long calls)
    {
        List<string> path = ReadPath(request.Path);
        string version = RemoveVersion(path);

        using var parameters = new GraphParameters();
        FormEncoding.Read(
            Encoding.UTF8.GetBytes(request.Query),
            (name, value) => parameters[name] = Encoding.UTF8.GetString(value.ToArray()));

        // A token in the body is known only after the body is read. Other tokens are checked before the body is read.
        string? token = Credentials.BearerToken(request.Header("Authorization")) ?? parameters[TokenParameter];
        bool? isPageToken = token is null ? null : Credentials.Check(account, token, parameters);
        ReadBody(request, body, path, parameters);
        if (isPageToken is null || parameters["appsecret_proof"] is not null)
        {
            isPageToken = Credentials.Check(account, token ?? parameters[TokenParameter], parameters);
        }

        return path.Count == 0 && request.Method is "POST" && parameters["batch"] is not null
            ? HandleBatch(parameters, version, token ?? parameters[TokenParameter], trace, calls)
            : Dispatch(request.Method, path, version, isPageToken.Value, parameters, trace, calls);
    }

    /// <summary>Returns the version of a path, or the version of the sandbox when the path has no existing version.</summary>
    public string VersionOf(string path)
    {
        string own = account.Options.ApiVersion;
        string first = path.TrimStart('/').Split('/')[0];
        return ApiVersion.LooksLikeOne(first) && ApiVersion.Exists(first, own) ? first : own;
    }

    private static List<string> ReadPath(string path) => [.. path.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    // The calls of a batch use its token and its proof, unless they have their own.
    private GraphResponse HandleBatch(GraphParameters batch, string version, string? token, string trace, long calls) =>
        BatchRequests.Handle(
            batch.RequiredArray("batch"),
            batch.Boolean("include_headers") ?? true,
            (method, address, parameters) =>
            {
                if (parameters[TokenParameter] is null && parameters["appsecret_proof"] is null && batch["appsecret_proof"] is { } proof)
                {
                    parameters["appsecret_proof"] = proof;
                }

                bool isPageToken = Credentials.Check(account, parameters[TokenParameter] ?? token, parameters);
                List<string> path = ReadPath(address);
                string own = path.Count > 0 && ApiVersion.LooksLikeOne(path[0]) ? RemoveVersion(path) : version;
                return Dispatch(method, path, own, isPageToken, parameters, trace, calls);
            },
            trace);

    private GraphResponse Dispatch(string method, List<string> path, string version, bool isPageToken, GraphParameters parameters, string trace, long calls)
    {
        RemovedFeatures.Reject(method, parameters);
        Endpoint endpoint = EndpointTable.Find(account, method, path);
        if (endpoint.IsMarketing)
        {
            CheckMarketing(version, isPageToken, method);
        }
        else if (endpoint.NeedsPageToken && !isPageToken)
        {
            throw GraphErrors.PageTokenNeeded();
        }

        if (endpoint.Permission is { } permission && !account.State.Permissions.Contains(permission))
        {
            throw endpoint.IsMarketing ? GraphErrors.AdsPermissionMissing() : GraphErrors.PermissionMissing(permission);
        }

        Usage usage = UsageOf(endpoint, calls);
        GraphResponse response = usage.IsOverLimit
            ? Throttled(endpoint, trace)
            : Execute(endpoint, new GraphCall(account, method, version, path[0], isPageToken, parameters, address, account.Now), trace);
        UsageHeaders.Add(response, endpoint.Usage, usage, account.Id);
        return response;
    }

    private string RemoveVersion(List<string> path)
    {
        string own = account.Options.ApiVersion;
        if (path.Count == 0 || !ApiVersion.LooksLikeOne(path[0]))
        {
            return own;
        }

        string version = path[0];
        path.RemoveAt(0);
        return ApiVersion.Exists(version, own) ? version : throw GraphErrors.UnknownPath("/" + string.Join("/", path));
    }

    private static void ReadBody(HttpRequest request, RequestBody body, List<string> path, GraphParameters parameters)
    {
        bool takesUpload = path.Count == 2 && path[1] is "users" or "usersreplace" or AnyAudienceUsersEndpoint.Edge;
        bool isRemoval = request.Method is "DELETE";
        bool takesBody = isRemoval || request.Method is "POST";
        if (takesBody && body.Length > 0)
        {
            new BodyReader(parameters, takesUpload, isRemoval).Read(body, request.Header("Content-Type"));
        }

        // Meta's SDKs put the payload of DELETE into the query.
        if (takesBody && takesUpload && parameters.Payload is null && parameters["payload"] is { } payload)
        {
            parameters.Payload = UploadPayloadReader.Read(Encoding.UTF8.GetBytes(payload), isRemoval);
        }
    }

    private void CheckMarketing(string version, bool isPageToken, string method)
    {
        if (ApiVersion.IsOverForMarketing(version, account.Now))
        {
            throw GraphErrors.VersionOver(account.Options.ApiVersion);
        }

        if (isPageToken)
        {
            throw GraphErrors.Permission();
        }

        if (account.State.AdAccountStatus is 2 or 100 or 101 && method is not "GET")
        {
            throw GraphErrors.AccountNotActive();
        }

        if (method is not "GET" && !account.State.AdAccountTasks.Any(static task => task is "ADVERTISE" or "MANAGE"))
        {
            throw GraphErrors.AccountTaskMissing();
        }
    }

    // Meta limits the calls of an ad account. Page calls have separate limits.
    private Usage UsageOf(Endpoint endpoint, long calls) =>
        account.Window is { } window && endpoint.Usage != UsageKind.App ? window.CountCall(account.Now) : UsageHeaders.Hourly(calls, account);

    private static GraphResponse Throttled(Endpoint endpoint, string trace)
    {
        GraphError error = endpoint.Usage == UsageKind.Upload ? GraphErrors.AdAccountThrottled() : GraphErrors.BusinessUseCaseThrottled();
        var response = GraphResponse.FromError(error, trace);
        response.Fault = $"window limit reached, error {error.Code}";
        return response;
    }

    private static GraphResponse Execute(Endpoint endpoint, GraphCall call, string trace)
    {
        try
        {
            return endpoint.Handle(call);
        }
        catch (GraphErrorException exception)
        {
            return GraphResponse.FromError(exception.Error, trace);
        }
    }
}
