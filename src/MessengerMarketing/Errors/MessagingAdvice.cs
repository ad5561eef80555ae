using System.Collections.Generic;

namespace MessengerMarketing.Errors;

/// <summary>Advice for error codes of messages, subscription tokens, and campaigns.</summary>
internal static class MessagingAdvice
{
    private const string NoMessageTo = "Skip this person; later messages to the same person may succeed.";
    private const string OnlyTheirTurn = "A Page may ask only within 24 hours of the person's last message, button, link or reaction. Send the request when a webhook whose OpensWindow is true arrives.";
    private const string AskLater = "Meta lets a person be asked once a week under one title. Ask again in a week, or under another title.";
    private const string PageRestricted = "Meta has restricted the Page's messages. Look for a notice under the Page's quality in Meta Business Suite.";
    private const string ForgetToken = "Skip this token, and get the current tokens with Get-MMSubscriptionToken.";
    private const string WaitForCampaign = "A new campaign needs an hour or more until it can send (140 minutes have been measured). Try again later, or send with -Wait.";
    private const string CheckCampaign = "Check the campaign in Ads Manager, or create a new one with New-MMMessageCampaign.";
    private const string CheckBilling = "Check the budget, the spending limit and the payment settings of ad account {account}.";
    private const string Onboard = "An administrator of the business completes the onboarding to marketing messages for the Page and for ad account {account}. Then try again.";
    private const string HalfAnHour = "Try again in about 30 minutes.";
    private const string Wait = "Send fewer calls at a time, and wait before you call again.";

    /// <summary>Texts by code and subcode, with the placeholders of <see cref="GraphAdvice"/>.</summary>
    internal static readonly Dictionary<(int Code, int? Subcode), string> Texts = new()
    {
        [(-1, 2018012)] = "Meta returns this error when an opt-in request has no image. Set -ImageUrl to an https address that Meta can fetch.",
        [(2, 2018344)] = "An administrator of the Page has to accept Meta's privacy terms for contacts first.",
        [(4, 2018354)] = "The person received a message under this subscription too recently. " + NoMessageTo,
        [(9, 2018352)] = "The person has received the maximum number of opt-in requests for now. " + AskLater,
        [(10, 1404170)] = PageRestricted,
        [(10, 1893015)] = "The person has stopped messages under this title. Do not ask again.",
        [(10, 1893063)] = PageRestricted,
        [(10, 2018108)] = "The person cannot receive messages from the Page. " + NoMessageTo,
        [(10, 2018278)] = OnlyTheirTurn,
        [(10, 2018300)] = "Another app, such as the Page's inbox, controls the conversation with this person. Send the request after it passes control back.",
        [(10, 2534022)] = OnlyTheirTurn,
        [(100, 2018001)] = "The Page has no such person. A PSID belongs to one Page: check that it came from a webhook of the Page you are connected with.",
        [(100, 2018008)] = "Meta could not fetch the image. Check that its address is public, needs no sign-in and is an image.",
        [(100, 2018109)] = "The image is too large for Meta. Use a smaller one.",
        [(200, 1545041)] = "The person is not available to the Page. " + NoMessageTo,
        [(200, 2018028)] = "Until the app's pages_messaging is approved for advanced access, it reaches only its own administrators, developers and testers.",
        [(551, null)] = "The person is not available: they may have blocked the Page or left Messenger. " + NoMessageTo,
        [(613, 1893016)] = "The person was asked under this title already. " + AskLater,
        [(1200, null)] = "This is a temporary fault at Meta. Try again later.",
        [(10900, null)] = "The comment or post has a private reply already. Meta allows one. When the person answers it, the conversation is open for 24 hours.",
        [(10902, null)] = "The comment or post cannot get a private reply. Check that it is a comment or post of a visitor on your Page, and that it still exists.",
        [(10903, null)] = "The comment or post is older than seven days, or its author does not accept messages from the Page. Reply in public instead.",
        [(1893047, null)] = "The recipient is not available. " + NoMessageTo,
        [(2300000, null)] = "The campaign is not active. " + CheckCampaign,
        [(2300001, null)] = "There is no such campaign, or the token may not use it. Check the -CampaignId.",
        [(2300002, null)] = "The campaign's message set is not active. " + CheckCampaign,
        [(2300003, null)] = "The campaign's message is not active. " + CheckCampaign,
        [(2300004, null)] = "Meta does not know the subscription token, or the connection may not use it. " + ForgetToken,
        [(2300005, null)] = "The subscription token belongs to another Page than the campaign. " + ForgetToken,
        [(2300006, null)] = "The campaign is not one for messages to subscription tokens. " + CheckCampaign,
        [(2300007, null)] = "The campaign needs a daily or a lifetime budget.",
        [(2300009, null)] = CheckCampaign,
        [(2300010, null)] = "The message has no content Meta can use.",
        [(2300011, null)] = "The ad account has no payment method. " + CheckBilling,
        [(2300012, null)] = WaitForCampaign,
        [(2300013, null)] = Onboard,
        [(2300014, null)] = "The campaign belongs to another ad account than {account}.",
        [(2300015, null)] = "The campaign's budget is used up. " + CheckBilling,
        [(2300016, null)] = "The campaign's bid is too low. " + CheckCampaign,
        [(2300017, null)] = "The ad account's spending limit is reached. " + CheckBilling,
        [(2300018, null)] = "Meta could not use the message's attachment. Check its address and type.",
        [(2300019, null)] = "The app has to accept the terms of the Marketing Message API in its dashboard, under Messenger API settings.",
        [(2300028, null)] = WaitForCampaign,
        [(2300030, null)] = "Meta does not offer marketing messages to ad accounts of this region.",
        [(2300031, null)] = "Meta does not offer marketing messages to Pages of this region.",
        [(2300032, null)] = "The subscriber is in a region that marketing messages do not reach (European Union, United Kingdom, Japan, South Korea, Australia). " + NoMessageTo,
        [(2300033, null)] = "The campaign's start time is in the future. Try again after it has passed, or send with -Wait.",
        [(2300034, null)] = "The subscriber has stopped marketing messages. " + ForgetToken,
        [(2300035, null)] = "A subscriber can receive one marketing message in 12 hours. Send to this subscriber later.",
        [(2300036, null)] = "The subscriber cannot receive messages now. " + NoMessageTo,
        [(2300037, null)] = "The subscription token has expired. " + ForgetToken,
        [(2300039, null)] = "The token's user lacks a permission for the Page. Assign the system user to the Page in Business settings.",
        [(2300040, null)] = "This feature is not open to the app or the business. Ask Meta for access to marketing messages on Messenger.",
        [(2300041, null)] = WaitForCampaign,
        [(2300042, null)] = "The subscriber has received the maximum number of marketing messages for now. " + NoMessageTo,
        [(2300043, null)] = "The subscriber has received the maximum number of marketing messages for now. " + NoMessageTo,
        [(2300044, null)] = "The subscriber has received the maximum number of marketing messages for now. " + NoMessageTo,
        [(2300052, null)] = "The subscriber is not available now, or has talked with the Page more recently than -MinConversationGap allows. " + NoMessageTo,
        [(2300053, null)] = "The campaign's lifetime budget is used up. Raise it, or create a new campaign.",
        [(2300054, null)] = "The campaign's daily budget is used up. It continues tomorrow, or with a higher budget.",
        [(2300055, null)] = HalfAnHour,
        [(2300056, null)] = "The ad account's spending limit is reached. " + CheckBilling,
        [(2300057, null)] = HalfAnHour,
        [(2300058, null)] = "The prepaid balance is used up. " + CheckBilling,
        [(2300059, null)] = "The business's stored balance is too low. " + CheckBilling,
        [(2300060, null)] = HalfAnHour,
        [(2300061, null)] = HalfAnHour,
        [(2300062, null)] = HalfAnHour,
        [(2300063, null)] = HalfAnHour,
        [(2300065, null)] = "The call lacks the Page's id.",
        [(2300066, null)] = Onboard,
        [(2300067, null)] = Onboard,
        [(2300068, null)] = HalfAnHour,
        [(2300069, null)] = Onboard,
        [(2300078, null)] = "The rate limit for sending marketing messages is used up. " + Wait,
        [(2300079, null)] = "The rate limit for creating campaigns is used up. " + Wait,
        [(2300080, null)] = "The rate limit for querying subscription tokens is used up: 1,000 calls an hour for an ad account. Run the command again later, or allow a longer wait with -MaxWaitSec.",
    };
}
