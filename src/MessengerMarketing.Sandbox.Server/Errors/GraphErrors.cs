using System.Globalization;

namespace MessengerMarketing.Sandbox.Errors;

/// <summary>Creates the errors of the sandbox. The codes and subcodes are from Meta's error references.</summary>
internal static class GraphErrors
{
    public static GraphErrorException TokenMissing() => new(new GraphError(
        190, null, "An access token is required to request this resource.", Status: 400));

    public static GraphErrorException TokenInvalid() => new(new GraphError(
        190, null, "Invalid OAuth access token - Cannot parse access token"));

    public static GraphErrorException TokenRevoked() => new(new GraphError(
        190, 467, "Error validating access token: The session is invalid because the user logged out."));

    public static GraphErrorException TokenExpired() => new(new GraphError(
        190, 463, "Error validating access token: Session has expired."));

    public static GraphErrorException AdsPermissionMissing() => new(new GraphError(
        294, null, "(#294) Managing advertisements requires an access token with the extended permission ads_management"));

    public static GraphErrorException PermissionMissing(string scope) => new(new GraphError(
        200, null, $"(#200) Requires {scope} permission to manage the object"));

    public static GraphErrorException AccountNotActive() => new(new GraphError(
        200, null, "(#200) The ad account is not active, so it cannot be changed."));

    public static GraphErrorException AccountTaskMissing() => new(new GraphError(
        200, null, "(#200) Ad account owner has NOT grant ads_management or ads_read permission"));

    // The error that production clients report when a system user's Page token subscribes to webhooks.
    public static GraphErrorException SubjectNotVisible() => new(new GraphError(
        210, null, "(#210) Subject not visible", Status: 403));

    public static GraphErrorException Permission() => new(new GraphError(
        200, null, "(#200) This call needs a system-user token with the ads_management permission; a Page token was sent."));

    public static GraphErrorException PageTokenNeeded() => new(new GraphError(
        210, null, "(#210) A page access token is required to request this resource."));

    public static GraphErrorException ProofInvalid() => new(new GraphError(
        100, null, "Invalid appsecret_proof provided in the API argument", "GraphMethodException"));

    public static GraphErrorException ProofMissing() => new(new GraphError(
        100, null, "API calls from the server require an appsecret_proof argument", "GraphMethodException"));

    public static GraphErrorException NoSuchObject(string method, string id) => new(new GraphError(
        100, 33, $"Unsupported {method.ToLowerInvariant()} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", "GraphMethodException"));

    public static GraphErrorException UnknownPath(string path) => new(new GraphError(
        2500, null, $"Unknown path components: {path}"));

    public static GraphErrorException VersionOver(string current) => new(new GraphError(
        2635, null, $"(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: {current}."));

    // A status of 500 with a code that is not transient: clients must use the code.
    public static GraphErrorException IdsRemoved() => new(new GraphError(
        100, null, "(#100) The ids query parameter is deprecated in v26.0+", Status: 500));

    public static GraphErrorException Removed(string feature) => Invalid($"This feature is no longer available to new apps: {feature}");

    public static GraphErrorException Invalid(string what) => new(new GraphError(100, null, "(#100) " + what));

    public static GraphErrorException DeclarationMissing(int subcode, string message) => new(new GraphError(100, subcode, "Invalid parameter")
    {
        UserTitle = "Ad Set Declaration Required",
        UserMessage = message,
    });

    public static GraphErrorException Missing(string parameter) => Invalid($"The parameter {parameter} is required");

    public static GraphErrorException NoSuchField(string field, string nodeType) =>
        Invalid($"Tried accessing nonexisting field ({field}) on node type ({nodeType})");

    public static GraphErrorException DataDoesNotMatchSchema() => Invalid("Data is missing or does not match schema");

    public static GraphErrorException BodyNotJson() => Invalid("The request body is not a JSON object");

    public static GraphErrorException TooManyRows() => new(new GraphError(1, 99, "An unknown error occurred"));

    public static GraphErrorException UploadBlocked() => new(new GraphError(100, 1713230, "Invalid parameter")
    {
        UserTitle = "Audience Upload Blocked",
        UserMessage = "People cannot be added to or removed from this audience because it is restricted.",
    });

    public static GraphErrorException AudienceTooSmall() => new(new GraphError(200, 1870047, "Permissions error")
    {
        UserTitle = "Audience Size too Low",
        UserMessage = "You cannot remove users from this audience because it will result in a low audience size.",
    });

    public static GraphErrorException AudienceNotEditable() => new(new GraphError(100, 1713228, "Invalid parameter")
    {
        UserTitle = "Audience Can't Be Edited",
        UserMessage = "This audience is restricted. Appeal the restriction, or create a new audience.",
    });

    public static GraphErrorException ReplacementRunning() => new(new GraphError(
        2650, 1870145, "(#2650) Another replacement of this audience is in progress"));

    public static GraphErrorException MarketingTerms() => new(MarketingTermsError());

    public static GraphError MarketingTermsError() => new(2655, null, "(#2655) Marketing Messaging TOS not accepted");

    public static GraphErrorException CustomAudienceTerms() => new(new GraphError(200, 1870090, "Permissions error")
    {
        UserTitle = "Custom Audience Terms Not Accepted",
        UserMessage = "The ad account has to accept the custom audience terms before audiences can be created or edited.",
    });

    public static GraphErrorException DataSourceDiffers(string had, string sent) => new(new GraphError(
        2650, null, $"(#2650) Failed to update the custom audience: audience was created from data source {had}, which does not support {sent}"));

    public static GraphErrorException SessionFirstBatchMissing() => new(new GraphError(
        2650, 1870147, "(#2650) The first batch of the session is missing: it has to have batch_seq 1"));

    public static GraphErrorException SessionTimedOut() => new(new GraphError(
        2650, 1870158, "(#2650) The session timed out 90 minutes after it began"));

    public static GraphErrorException SessionFinished() => new(new GraphError(
        2650, 1870159, "(#2650) The session is finished: its last batch has been received"));

    public static GraphErrorException SessionOutOfOrder(int sent, int expected) => Invalid(string.Format(
        CultureInfo.InvariantCulture, "Invalid parameter: session[batch_seq] is {0}, expected {1}", sent, expected));

    public static GraphError AdAccountThrottled() => new(17, 2446079, FaultMessages.GetDefault(17)) { IsTransient = true };

    public static GraphError BusinessUseCaseThrottled() => new(80003, null, FaultMessages.GetDefault(80003)) { IsTransient = true };

    public static GraphError Unknown() => new(1, null, "An unknown error occurred") { IsTransient = true };

    public static GraphError BodyTooLarge() => new(1, null, "The request body is too large", Status: 413);
}
