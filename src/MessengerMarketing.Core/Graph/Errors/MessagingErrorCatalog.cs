using System.Collections.Generic;
using static MessengerMarketing.Graph.GraphErrorKind;

namespace MessengerMarketing.Graph;

/// <summary>
/// What the codes met on a Page's messages, on subscription tokens and on marketing messages mean and what to do. Sources: Meta's list
/// of Messenger Platform error codes, the error table of the Marketing Message API for Messenger, and production reports.
/// </summary>
internal static class MessagingErrorCatalog
{
    private const string NoMessageTo = "Leave this person out; later messages to the same person may work.";
    private const string OnlyTheirTurn = "A Page may ask only within 24 hours of the person's last message. Send the request when a webhook of Kind Message arrives.";
    private const string AskLater = "Meta lets a person be asked once a week under one title. Ask again in a week, or under another title.";
    private const string PageRestricted = "Meta has restricted the Page's messages. Look for a notice under the Page's quality in Meta Business Suite.";
    private const string ForgetToken = "Leave this token out and fetch the current ones with Get-MMSubscriptionToken.";
    private const string WaitForCampaign = "A new campaign takes an hour or more (140 minutes have been measured). Try again later, or send with -Wait.";
    private const string CheckCampaign = "Check the campaign in Ads Manager, or make a new one with New-MMMessageCampaign.";
    private const string CheckBilling = "Check the budget, the spending limit and the payment settings of ad account {account}.";
    private const string Onboard = "An administrator of the business completes the onboarding to marketing messages for the Page and for ad account {account}. Then try again.";
    private const string HalfAnHour = "Try again in about 30 minutes.";
    private const string Wait = "Send fewer calls at a time and wait before calling again.";

    internal static readonly Dictionary<(int Code, int? Subcode), GraphErrorCatalog.Entry> Entries = new()
    {
        [(-1, 2018012)] = new(ImageNotFetched, "Meta answers so when an opt-in request has no image. Give -ImageUrl with an https address that Meta can fetch."),
        [(2, 2018344)] = new(TermsNotAccepted, "An administrator of the Page has to accept Meta's privacy terms for contacts first."),
        [(4, 2018354)] = new(FrequencyLimited, "The person has had a message under this subscription too recently. " + NoMessageTo),
        [(9, 2018352)] = new(AlreadyAsked, "The person has had as many opt-in requests as Meta allows for now. " + AskLater),
        [(10, 1404170)] = new(TemporarilyBlocked, PageRestricted),
        [(10, 1893015)] = new(SubscriptionStopped, "The person has stopped messages under this title. Do not ask again."),
        [(10, 1893063)] = new(TemporarilyBlocked, PageRestricted),
        [(10, 2018108)] = new(PersonUnavailable, "The person cannot receive messages from the Page. " + NoMessageTo),
        [(10, 2018278)] = new(OutsideWindow, OnlyTheirTurn),
        [(10, 2018300)] = new(PersonUnavailable, "Another app, such as the Page's inbox, holds the conversation with this person. Ask once it has handed the conversation over."),
        [(10, 2534022)] = new(OutsideWindow, OnlyTheirTurn),
        [(100, 2018001)] = new(NotFound, "The Page knows no such person. A PSID belongs to one Page: check that it came from a webhook of the Page you are connected with."),
        [(100, 2018008)] = new(ImageNotFetched, "Meta could not fetch the image. Check that its address answers without a sign-in and from anywhere, and that it is a picture."),
        [(100, 2018109)] = new(ImageNotFetched, "The image is too large for Meta. Use a smaller one."),
        [(200, 1545041)] = new(PersonUnavailable, "The person is not available to the Page. " + NoMessageTo),
        [(200, 2018028)] = new(Permission, "Until the app's pages_messaging is approved for advanced access, it reaches only its own administrators, developers and testers."),
        [(551, null)] = new(PersonUnavailable, "The person is not available: may have blocked the Page or left Messenger. " + NoMessageTo),
        [(613, 1893016)] = new(AlreadyAsked, "The person was asked under this title already. " + AskLater),
        [(1200, null)] = new(ServiceUnavailable, "A temporary fault at Meta while sending; try again later."),
        [(1893047, null)] = new(PersonUnavailable, "The recipient is not available. " + NoMessageTo),
        [(2300000, null)] = new(CampaignInactive, "The campaign is not active. " + CheckCampaign),
        [(2300001, null)] = new(NotFound, "There is no such campaign, or the token may not use it. Check the -CampaignId."),
        [(2300002, null)] = new(CampaignInactive, "The campaign's message set is not active. " + CheckCampaign),
        [(2300003, null)] = new(CampaignInactive, "The campaign's message is not active. " + CheckCampaign),
        [(2300004, null)] = new(SubscriptionTokenInvalid, "Meta does not know the subscription token, or the connection may not use it. " + ForgetToken),
        [(2300005, null)] = new(SubscriptionTokenInvalid, "The subscription token belongs to another Page than the campaign. " + ForgetToken),
        [(2300006, null)] = new(CampaignInactive, "The campaign is not one for messages to subscription tokens. " + CheckCampaign),
        [(2300007, null)] = new(InvalidParameter, "The campaign needs a daily or a lifetime budget."),
        [(2300009, null)] = new(CampaignInactive, CheckCampaign),
        [(2300010, null)] = new(InvalidParameter, "The message has no content Meta can use."),
        [(2300011, null)] = new(BudgetExhausted, "The ad account has no payment method. " + CheckBilling),
        [(2300012, null)] = new(CampaignNotReady, WaitForCampaign),
        [(2300013, null)] = new(TermsNotAccepted, Onboard),
        [(2300014, null)] = new(InvalidParameter, "The campaign belongs to another ad account than {account}."),
        [(2300015, null)] = new(BudgetExhausted, "The campaign's budget is used up. " + CheckBilling),
        [(2300016, null)] = new(BudgetExhausted, "The campaign's bid is too low. " + CheckCampaign),
        [(2300017, null)] = new(BudgetExhausted, "The ad account's spending limit is reached. " + CheckBilling),
        [(2300018, null)] = new(ImageNotFetched, "Meta could not take the message's attachment. Check its address and kind."),
        [(2300019, null)] = new(TermsNotAccepted, "The app has to accept the terms of the Marketing Message API in its dashboard, under Messenger API settings."),
        [(2300028, null)] = new(CampaignNotReady, WaitForCampaign),
        [(2300030, null)] = new(RegionNotSupported, "Meta does not offer marketing messages to ad accounts of this region."),
        [(2300031, null)] = new(RegionNotSupported, "Meta does not offer marketing messages to Pages of this region."),
        [(2300032, null)] = new(PersonUnavailable, "The subscriber is in a region that marketing messages do not reach (European Union, United Kingdom, Japan, South Korea, Australia). " + NoMessageTo),
        [(2300033, null)] = new(CampaignNotReady, "The campaign's start time lies ahead. Try again once it has passed, or send with -Wait."),
        [(2300034, null)] = new(SubscriptionStopped, "The subscriber has stopped marketing messages. " + ForgetToken),
        [(2300035, null)] = new(FrequencyLimited, "A subscriber may get one marketing message in 12 hours. Send to this one later."),
        [(2300036, null)] = new(PersonUnavailable, "The subscriber cannot receive messages now. " + NoMessageTo),
        [(2300037, null)] = new(SubscriptionTokenInvalid, "The subscription token has expired. " + ForgetToken),
        [(2300039, null)] = new(Permission, "The token's user lacks a permission for the Page. Assign the system user to the Page in Business settings."),
        [(2300040, null)] = new(Permission, "This feature is not open to the app or the business. Ask Meta for access to marketing messages on Messenger."),
        [(2300041, null)] = new(CampaignNotReady, WaitForCampaign),
        [(2300042, null)] = new(FrequencyLimited, "The subscriber has had as many marketing messages as Meta allows for now. " + NoMessageTo),
        [(2300043, null)] = new(FrequencyLimited, "The subscriber has had as many marketing messages as Meta allows for now. " + NoMessageTo),
        [(2300044, null)] = new(FrequencyLimited, "The subscriber has had as many marketing messages as Meta allows for now. " + NoMessageTo),
        [(2300052, null)] = new(PersonUnavailable, "The subscriber is not available now, or has talked with the Page more recently than -MinConversationGap allows. " + NoMessageTo),
        [(2300053, null)] = new(BudgetExhausted, "The campaign's lifetime budget is used up. Raise it, or make a new campaign."),
        [(2300054, null)] = new(BudgetExhausted, "The campaign's daily budget is used up. It goes on tomorrow, or with a higher budget."),
        [(2300055, null)] = new(NotNow, HalfAnHour),
        [(2300056, null)] = new(BudgetExhausted, "The ad account's spending limit is reached. " + CheckBilling),
        [(2300057, null)] = new(NotNow, HalfAnHour),
        [(2300058, null)] = new(BudgetExhausted, "The prepaid balance is used up. " + CheckBilling),
        [(2300059, null)] = new(BudgetExhausted, "The business's stored balance is too low. " + CheckBilling),
        [(2300060, null)] = new(NotNow, HalfAnHour),
        [(2300061, null)] = new(NotNow, HalfAnHour),
        [(2300062, null)] = new(NotNow, HalfAnHour),
        [(2300063, null)] = new(NotNow, HalfAnHour),
        [(2300065, null)] = new(InvalidParameter, "The call lacks the Page's id."),
        [(2300066, null)] = new(TermsNotAccepted, Onboard),
        [(2300067, null)] = new(TermsNotAccepted, Onboard),
        [(2300068, null)] = new(NotNow, HalfAnHour),
        [(2300069, null)] = new(TermsNotAccepted, Onboard),
        [(2300078, null)] = new(Throttled, "The rate limit for sending marketing messages is used up. " + Wait),
        [(2300079, null)] = new(Throttled, "The rate limit for creating campaigns is used up. " + Wait),
        [(2300080, null)] = new(Throttled, "The rate limit for querying subscription tokens is used up: 1,000 calls an hour for an ad account. " + Wait),
    };

    /// <summary>Whatever is wrong with a message's content has a code between these; the message names it.</summary>
    internal static GraphErrorCatalog.Entry? InRange(int code) => code is >= 2300020 and <= 2300077
        ? new(InvalidParameter, "Meta refused the campaign's or the message's content; the message above names what is wrong.")
        : null;
}
