using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox.Errors;

/// <summary>
/// Creates the Messenger errors. The codes and subcodes are from Meta's lists for the Messenger Platform and the Marketing Message API,
/// and from recorded traffic.
/// </summary>
internal static class MessengerErrors
{
    public static GraphRefusalException NobodyHasThisId() => new(new GraphError(
        100, 2018001, "(#100) No matching user found"));

    public static GraphRefusalException OutsideWindow() => new(new GraphError(
        10, 2018278, "(#10) This message is sent outside of allowed window."));

    public static GraphRefusalException ImageMissing() => new(new GraphError(
        -1, 2018012, "(#-1) Unexpected internal error"));

    public static GraphRefusalException ImageNotFetched() => new(new GraphError(
        100, 2018008, "(#100) Failed to fetch the file from the url"));

    public static GraphRefusalException AskedAlready() => new(new GraphError(
        613, 1893016, "(#613) Calls to this api have exceeded the rate limit: an opt-in request for this topic was sent to this person within a week"));

    public static GraphRefusalException TopicStopped() => new(new GraphError(
        10, 1893015, "(#10) This person has stopped notifications for this topic"));

    public static GraphRefusalException AlreadyReplied() => new(new GraphError(
        10900, null, "(#10900) Activity already replied to"));

    public static GraphRefusalException CannotReply() => new(new GraphError(
        10903, null, "(#10903) This user can't reply to this activity"));

    public static GraphRefusalException InvalidKeys(string keys, string place) =>
        GraphErrors.Invalid($"Invalid keys {keys} were found in param \"{place}\".");

    public static GraphRefusalException UnknownCampaign() => Marketing(
        2300001, "The message ID you supplied is invalid, or you do not have the permission to load it.");

    public static GraphRefusalException CampaignNotActive() => Marketing(
        2300000, "You cannot send a message unless its message campaign is active.");

    public static GraphRefusalException CampaignNotStarted(TimeSpan remaining) => Waiting(
        2300033, "The start time of the message campaign is in the future.", remaining);

    public static GraphRefusalException CampaignStillPopulated(TimeSpan remaining) => Waiting(
        2300012, "The message campaign is still being populated.", remaining);

    public static GraphRefusalException CampaignNotReady(TimeSpan remaining) => Waiting(
        2300041, "The message campaign is not ready for message delivery.", remaining);

    public static GraphRefusalException FrequencyCapped() => Waiting(
        2300042, "This person has received too many marketing messages.", TimeSpan.FromDays(1));

    public static GraphRefusalException UnknownToken() => Marketing(
        2300004, "The subscription token you passed in could not be loaded.");

    public static GraphRefusalException OtherPagesToken() => Marketing(
        2300005, "The page of the message does not match the page of the subscription token.");

    public static GraphRefusalException SubscriberStopped() => Marketing(
        2300034, "The subscriber has stopped messages from this page.");

    public static GraphRefusalException TokenExpired() => Marketing(
        2300037, "The subscription token has expired.");

    public static GraphRefusalException RecipientUnavailable() => Marketing(
        2300052, "This person is not available right now.");

    public static GraphRefusalException PageIdMissing() => Marketing(
        2300065, "The page ID is missing.");

    public static GraphRefusalException TooManyTokenQueries() => Marketing(
        2300080, "Too many calls for subscription tokens were made for this ad account.");

    public static GraphRefusalException TooSoon(TimeSpan remaining) => Waiting(
        2300035, "The minimum delay between two messages to this subscriber has not passed.", remaining);

    private static GraphRefusalException Waiting(int code, string message, TimeSpan remaining) => new(MarketingError(code, message) with
    {
        RemainingSeconds = (long)Math.Ceiling(remaining.TotalSeconds),
    });

    private static GraphRefusalException Marketing(int code, string message) => new(MarketingError(code, message));

    private static GraphError MarketingError(int code, string message) =>
        new(code, null, string.Format(CultureInfo.InvariantCulture, "(#{0}) {1}", code, message));
}
