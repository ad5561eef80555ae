using System;
using System.Text.Json.Nodes;

namespace MessengerMarketing.Sandbox.Errors;

/// <summary>An error of the Graph API with its HTTP status.</summary>
internal sealed record GraphError(int Code, int? Subcode, string Message, string Type = "OAuthException", int? Status = null)
{
    public string? UserTitle { get; init; }

    public string? UserMessage { get; init; }

    public bool IsTransient { get; init; }

    /// <summary>Seconds until the call can succeed, returned in <c>error_data</c>.</summary>
    public long? RemainingSeconds { get; init; }

    public int HttpStatus => Status ?? UsualStatus(Code);

    /// <summary>Returns the error envelope.</summary>
    public JsonObject ToJson(string traceId)
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = Type, ["code"] = Code };
        if (Subcode is int subcode)
        {
            error["error_subcode"] = subcode;
        }

        if (IsTransient)
        {
            error["is_transient"] = true;
        }

        if (UserTitle is not null)
        {
            error["error_user_title"] = UserTitle;
            error["error_user_msg"] = UserMessage ?? string.Empty;
        }

        if (RemainingSeconds is long seconds)
        {
            error["error_data"] = new JsonObject { ["remaining_seconds"] = seconds };
        }

        error["fbtrace_id"] = traceId;
        return new JsonObject { ["error"] = error };
    }

    private static int UsualStatus(int code) => code switch
    {
        1 or 2 => 500,
        102 or 190 => 401,
        4 or 10 => 403,
        >= 200 and <= 299 => 403,
        _ => 400,
    };
}

/// <summary>A call that the API rejects. The pipeline returns the error.</summary>
internal sealed class GraphErrorException(GraphError error) : Exception(error.Message)
{
    public GraphError Error { get; } = error;
}
