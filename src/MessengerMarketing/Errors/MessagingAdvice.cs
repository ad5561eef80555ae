using System.Collections.Generic;

namespace MessengerMarketing.Errors;

/// <summary>Advice for error codes of messages, subscription tokens, and campaigns.</summary>
internal static class MessagingAdvice
{
    private const string NoMessageTo = "Skip this person. Later messages to the same person may succeed.";
    private const string OnlyTheirTurn = "You can ask a person only within 24 hours of the last message, button, link, or reaction. Send the request when an event arrives whose OpensWindow property is true.";
    private const string AskLater = "You can ask a person once a week with the same title. Ask again in a week, or use another title.";
    private const string PageRestricted = "Meta has restricted the Page's messages. Look for a notice about the Page's quality in Meta Business Suite.";
    private const string ForgetToken = "Skip this token, and get the current tokens with Get-MMSubscriptionToken.";
    private const string WaitForCampaign = "A new campaign needs an hour or more before it can send (up to 140 minutes have been measured). Try again later, or use -Wait.";
    private const string CheckCampaign = "Check the campaign in Ads Manager, or create a new one with New-MMMessageCampaign.";
    private const string CheckBilling = "Check the budget, the spending limit, and the payment settings of ad account {account}.";
    private const string Onboard = "An administrator of the business must complete the onboarding to marketing messages for the Page and for ad account {account}. Then try again.";
    private const string HalfAnHour = "Try again in about 30 minutes.";
    private const string Wait = "Send fewer calls at a time, and wait before you call again.";

    /// <summary>Texts by code and subcode, with the placeholders of <see cref="GraphAdvice"/>.</summary>
    internal static readonly Dictionary<(int Code, int? Subcode), string> Texts = new()
    {
        [(-1, 2018012)] = "Meta returns this error when an opt-in request has no image. Set -ImageUrl to an https address from which Meta can download the image.",
        [(2, 2018344)] = "An administrator of the Page must accept Meta's privacy terms for contacts first.",
        [(4, 2018354)] = "The person received a message of this subscription too recently. " + NoMessageTo,
        [(9, 2018352)] = "The person has received the maximum number of opt-in requests for now. " + AskLater,
        [(10, 1404170)] = PageRestricted,
        [(10, 1893015)] = "The person has stopped messages with this title. Do not ask again.",
        [(10, 1893063)] = PageRestricted,
        [(10, 2018108)] = "The person cannot receive messages from the Page. " + NoMessageTo,
        [(10, 2018278)] = OnlyTheirTurn,
        [(10, 2018300)] = "Another app, such as the Page's inbox, controls the conversation with this person. Send the request after that app returns control.",
        [(10, 2534022)] = OnlyTheirTurn,
        [(100, 2018001)] = "The Page has no such person. A PSID belongs to one Page: check that it is from a webhook of the Page that you are connected to.",
        [(100, 2018008)] = "Meta could not download the image. Check that the address is public, requires no sign-in, and returns an image.",
        [(100, 2018109)] = "The image is too large for Meta. Use a smaller one.",
        [(200, 1545041)] = "The person is not available to the Page. " + NoMessageTo,
        [(200, 2018028)] = "Until the app has advanced access to pages_messaging, it can send messages only to its own administrators, developers, and testers.",
        [(551, null)] = "The person is not available: they may have blocked the Page or left Messenger. " + NoMessageTo,
        [(613, 1893016)] = "The person was already asked with this title. " + AskLater,
        [(1200, null)] = "This is a temporary fault at Meta. Try again later.",
        [(10900, null)] = "The comment or post already has a private reply. Meta allows only one. When the person answers, the conversation is open for 24 hours.",
        [(10902, null)] = "The comment or post cannot get a private reply. Check that it is a comment or post of a visitor on your Page, and that it still exists.",
        [(10903, null)] = "The comment or post is older than seven days, or its author does not accept messages from the Page. Reply in public instead.",
        [(1893047, null)] = "The recipient is not available. " + NoMessageTo,
        [(2300000, null)] = "The campaign is not active. " + CheckCampaign,
        [(2300001, null)] = "The campaign does not exist, or the token has no access to it. Check the -CampaignId.",
        [(2300002, null)] = "The campaign's message set is not active. " + CheckCampaign,
        [(2300003, null)] = "The campaign's message is not active. " + CheckCampaign,
        [(2300004, null)] = "Meta does not know the subscription token, or the connection has no access to it. " + ForgetToken,
        [(2300005, null)] = "The subscription token and the campaign belong to different Pages. " + ForgetToken,
        [(2300006, null)] = "The campaign does not support messages to subscription tokens. " + CheckCampaign,
        [(2300007, null)] = "The campaign needs a daily or a lifetime budget.",
        [(2300009, null)] = CheckCampaign,
        [(2300010, null)] = "The message has no content that Meta can use.",
        [(2300011, null)] = "The ad account has no payment method. " + CheckBilling,
        [(2300012, null)] = WaitForCampaign,
        [(2300013, null)] = Onboard,
        [(2300014, null)] = "The campaign does not belong to ad account {account}.",
        [(2300015, null)] = "The campaign's budget is used up. " + CheckBilling,
        [(2300016, null)] = "The campaign's bid is too low. " + CheckCampaign,
        [(2300017, null)] = "The ad account's spending limit is reached. " + CheckBilling,
        [(2300018, null)] = "Meta could not use the message's attachment. Check its address and type.",
        [(2300019, null)] = "Accept the terms of the Marketing Message API in the app dashboard, under Messenger API settings.",
        [(2300028, null)] = WaitForCampaign,
        [(2300030, null)] = "Meta does not offer marketing messages to ad accounts in this region.",
        [(2300031, null)] = "Meta does not offer marketing messages to Pages in this region.",
        [(2300032, null)] = "The subscriber is in a region that marketing messages do not reach (European Union, United Kingdom, Japan, South Korea, Australia). " + NoMessageTo,
        [(2300033, null)] = "The campaign's start time is in the future. Try again after that time, or use -Wait.",
        [(2300034, null)] = "The subscriber has stopped marketing messages. " + ForgetToken,
        [(2300035, null)] = "A subscriber can receive one marketing message every 12 hours. Try again later.",
        [(2300036, null)] = "The subscriber cannot receive messages now. " + NoMessageTo,
        [(2300037, null)] = "The subscription token has expired. " + ForgetToken,
        [(2300039, null)] = "The token's user lacks a permission for the Page. Assign the system user to the Page in Business settings.",
        [(2300040, null)] = "This feature is not available to the app or the business. Ask Meta for access to marketing messages on Messenger.",
        [(2300041, null)] = WaitForCampaign,
        [(2300042, null)] = "The subscriber has received the maximum number of marketing messages for now. " + NoMessageTo,
        [(2300043, null)] = "The subscriber has received the maximum number of marketing messages for now. " + NoMessageTo,
        [(2300044, null)] = "The subscriber has received the maximum number of marketing messages for now. " + NoMessageTo,
        [(2300052, null)] = "The subscriber is not available now, or had a conversation with the Page more recently than -MinConversationGapSec allows. " + NoMessageTo,
        [(2300053, null)] = "The campaign's lifetime budget is used up. Increase it, or create a new campaign.",
        [(2300054, null)] = "The campaign's daily budget is used up. Continue tomorrow, or increase the budget.",
        [(2300055, null)] = HalfAnHour,
        [(2300056, null)] = "The ad account's spending limit is reached. " + CheckBilling,
        [(2300057, null)] = HalfAnHour,
        [(2300058, null)] = "The prepaid balance is used up. " + CheckBilling,
        [(2300059, null)] = "The business's stored balance is too low. " + CheckBilling,
        [(2300060, null)] = HalfAnHour,
        [(2300061, null)] = HalfAnHour,
        [(2300062, null)] = HalfAnHour,
        [(2300063, null)] = HalfAnHour,
        [(2300065, null)] = "The call lacks the ID of the Page.",
        [(2300066, null)] = Onboard,
        [(2300067, null)] = Onboard,
        [(2300068, null)] = HalfAnHour,
        [(2300069, null)] = Onboard,
        [(2300078, null)] = "The rate limit for sending marketing messages is used up. " + Wait,
        [(2300079, null)] = "The rate limit for creating campaigns is used up. " + Wait,
        [(2300080, null)] = "The rate limit for querying subscription tokens is used up: 1,000 calls per hour and ad account. Run the command again later, or allow a longer wait with -MaxWaitSec.",
    };
}
