namespace MessengerMarketing.Sandbox;

/// <summary>Default error messages of faults.</summary>
internal static class FaultMessages
{
    public static string GetDefault(int code) => code switch
    {
        1 => "An unknown error occurred",
        2 => "An unexpected error has occurred. Please retry your request later.",
        4 => "(#4) Application request limit reached",
        17 => "(#17) User request limit reached",
        32 => "(#32) Page request limit reached",
        341 => "(#341) Application limit reached",
        368 => "(#368) The action was blocked for a time because of Meta's policies",
        613 => "(#613) Calls to this API have exceeded the rate limit.",
        >= 80000 and <= 80014 => $"(#{code}) There have been too many calls to this ad-account. Wait a bit and try again.",
        100 => "(#100) Invalid parameter",
        190 => "Invalid OAuth 2.0 Access Token",
        >= 200 and <= 299 => $"(#{code}) Permissions error",
        _ => $"(#{code}) The call was rejected",
    };
}
