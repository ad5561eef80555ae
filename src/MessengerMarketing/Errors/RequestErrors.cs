using System;
using System.Management.Automation;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Errors;

/// <summary>Errors of requests that a user creates.</summary>
internal static class RequestErrors
{
    public static ErrorRecord Removed(RemovedFeature feature) => ErrorRecords.Create(
        new NotSupportedException($"The Graph API no longer offers {FormatName(feature)} to new apps, in any version. Nothing was sent. {FormatAdvice(feature)}"),
        "MMFeatureRemoved",
        ErrorCategory.InvalidArgument,
        null);

    private static string FormatName(RemovedFeature feature) => feature switch
    {
        RemovedFeature.SeveralIds => "requests for several objects with ids",
        RemovedFeature.MethodOverride => "HTTP method override with the parameter method",
        RemovedFeature.DateFormat => "date_format",
        RemovedFeature.FieldAlias => "other names for fields with .as()",
        _ => "JSONP with the parameter callback",
    };

    private static string FormatAdvice(RemovedFeature feature) => feature switch
    {
        RemovedFeature.SeveralIds => "Send one request for each ID: $ids | ForEach-Object { Invoke-MMGraphRequest $_ }.",
        RemovedFeature.MethodOverride => "Send the request with the method itself, such as -Method DELETE.",
        RemovedFeature.DateFormat => "Convert the times in the response: [DateTimeOffset] reads ISO 8601 text, and [DateTimeOffset]::FromUnixTimeSeconds() reads numbers.",
        RemovedFeature.FieldAlias => "Rename the properties of the response: Select-Object @{ Name = 'title'; Expression = 'name' }.",
        _ => "Remove the parameter. The response is JSON.",
    };
}
