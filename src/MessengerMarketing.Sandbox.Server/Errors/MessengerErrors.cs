using System;
using System.Globalization;

namespace MessengerMarketing.Sandbox.Errors;

/// <summary>
/// Creates the Messenger errors. The codes and subcodes are from Meta's lists for the Messenger Platform and the Marketing Message API,
/// and from recorded traffic.
/// </summary>
internal static class MessengerErrors
{
    public static GraphErrorException NobodyHasThisId() => new(new GraphError(
        100, 2018001, "(#100) No matching user found"));

    public static GraphErrorException OutsideWindow() => new(new GraphError(
        10, 2018278, "(#10) This message is sent outside of allowed window."));

    public static GraphErrorException ImageMissing() => new(new GraphError(
        -1, 2018012, "(#-1) Unexpected internal error"));

    public static GraphErrorException ImageNotFetched() => new(new GraphError(
        100, 2018008, "(#100) Failed to fetch the file from the url"));

    public static GraphErrorException AskedAlready() => new(new GraphError(
        613, 1893016, "(#613) Calls to this api have exceeded the rate limit: an opt-in request for this topic was sent to this person within a week"));

    public static GraphErrorException TopicStopped() => new(new GraphError(
        10, 1893015, "(#10) This person has stopped notifications for this topic"));

    public static GraphErrorException AlreadyReplied() => new(new GraphError(
        10900, null, "(#10900) Activity already replied to"));

    public static GraphErrorException CannotReply() => new(new GraphError(
        10903, null, "(#10903) This user can't reply to this activity"));

    public static GraphErrorException InvalidKeys(string keys, string place) =>
        GraphErrors.Invalid($"Invalid keys {keys} were found in param \"{place}\".");

    public static GraphErrorException UnknownCampaign() => Marketing(
        2300001, "The message ID you supplied is invalid, or you do not have the permission to load it.");

    public static GraphErrorException CampaignNotActive() => Marketing(
        2300000, "You cannot send a message unless its message campaign is active.");

    public static GraphErrorException CampaignNotStarted(TimeSpan remaining) => Waiting(
        2300033, "The start time of the message campaign is in the future.", remaining);

    public static GraphErrorException CampaignStillPopulated(TimeSpan remaining) => Waiting(
        2300012, "The message campaign is still being populated.", remaining);

    public static GraphErrorException CampaignNotReady(TimeSpan remaining) => Waiting(
        2300041, "The message campaign is not ready for message delivery.", remaining);

    public static GraphErrorException FrequencyCapped() => Waiting(
        2300042, "This person has received too many marketing messages.", TimeSpan.FromDays(1));

    public static GraphErrorException UnknownToken() => Marketing(
        2300004, "The subscription token you passed in could not be loaded.");

    public static GraphErrorException OtherPagesToken() => Marketing(
        2300005, "The page of the message does not match the page of the subscription token.");

    public static GraphErrorException SubscriberStopped() => Marketing(
        2300034, "The subscriber has stopped messages from this page.");

    public static GraphErrorException TokenExpired() => Marketing(
        2300037, "The subscription token has expired.");

    public static GraphErrorException RecipientUnavailable() => Marketing(
        2300052, "This person is not available right now.");

    public static GraphErrorException PageIdMissing() => Marketing(
        2300065, "The page ID is missing.");

    public static GraphErrorException TooManyTokenQueries() => Marketing(
        2300080, "Too many calls for subscription tokens were made for this ad account.");

    public static GraphErrorException TooSoon(TimeSpan remaining) => Waiting(
        2300035, "The minimum delay between two messages to this subscriber has not passed.", remaining);

    private static GraphErrorException Waiting(int code, string message, TimeSpan remaining) => new(MarketingError(code, message) with
    {
        RemainingSeconds = (long)Math.Ceiling(remaining.TotalSeconds),
    });

    private static GraphErrorException Marketing(int code, string message) => new(MarketingError(code, message));

    private static GraphError MarketingError(int code, string message) =>
        new(code, null, string.Format(CultureInfo.InvariantCulture, "(#{0}) {1}", code, message));
}
