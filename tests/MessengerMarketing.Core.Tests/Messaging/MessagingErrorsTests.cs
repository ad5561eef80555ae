using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Messaging;

public sealed class MessagingErrorsTests
{
    [Theory]
    [InlineData(-1, 2018012, "MMImageNotFetched")]
    [InlineData(4, 2018354, "MMFrequencyLimited")]
    [InlineData(9, 2018352, "MMAlreadyAsked")]
    [InlineData(10, 1404170, "MMTemporarilyBlocked")]
    [InlineData(10, 1893015, "MMSubscriptionStopped")]
    [InlineData(10, 1893063, "MMTemporarilyBlocked")]
    [InlineData(10, 2018108, "MMPersonUnavailable")]
    [InlineData(10, 2018300, "MMPersonUnavailable")]
    [InlineData(10, 2018278, "MMOutsideWindow")]
    [InlineData(10, 2534022, "MMOutsideWindow")]
    [InlineData(10, null, "MMPermissionDenied")]
    [InlineData(100, 2018001, "MMNotFound")]
    [InlineData(100, 2018008, "MMImageNotFetched")]
    [InlineData(100, 2018109, "MMImageNotFetched")]
    [InlineData(200, 1545041, "MMPersonUnavailable")]
    [InlineData(200, 2018028, "MMPermissionDenied")]
    [InlineData(551, null, "MMPersonUnavailable")]
    [InlineData(551, 1545041, "MMPersonUnavailable")]
    [InlineData(613, 1893016, "MMAlreadyAsked")]
    [InlineData(613, 2018338, "MMThrottled")]
    [InlineData(613, 2534040, "MMThrottled")]
    [InlineData(1200, null, "MMServiceUnavailable")]
    [InlineData(1893047, null, "MMPersonUnavailable")]
    [InlineData(2300000, null, "MMCampaignInactive")]
    [InlineData(2300001, null, "MMNotFound")]
    [InlineData(2300004, null, "MMSubscriptionTokenInvalid")]
    [InlineData(2300005, null, "MMSubscriptionTokenInvalid")]
    [InlineData(2300012, null, "MMCampaignNotReady")]
    [InlineData(2300013, null, "MMTermsNotAccepted")]
    [InlineData(2300015, null, "MMBudgetExhausted")]
    [InlineData(2300026, null, "MMInvalidParameter")]
    [InlineData(2300028, null, "MMCampaignNotReady")]
    [InlineData(2300030, null, "MMRegionNotSupported")]
    [InlineData(2300032, null, "MMPersonUnavailable")]
    [InlineData(2300034, null, "MMSubscriptionStopped")]
    [InlineData(2300035, null, "MMFrequencyLimited")]
    [InlineData(2300036, null, "MMPersonUnavailable")]
    [InlineData(2300037, null, "MMSubscriptionTokenInvalid")]
    [InlineData(2300041, null, "MMCampaignNotReady")]
    [InlineData(2300042, null, "MMFrequencyLimited")]
    [InlineData(2300044, null, "MMFrequencyLimited")]
    [InlineData(2300052, null, "MMPersonUnavailable")]
    [InlineData(2300054, null, "MMBudgetExhausted")]
    [InlineData(2300055, null, "MMNotNow")]
    [InlineData(2300065, null, "MMInvalidParameter")]
    [InlineData(2300066, null, "MMTermsNotAccepted")]
    [InlineData(2300067, null, "MMTermsNotAccepted")]
    [InlineData(2300069, null, "MMTermsNotAccepted")]
    [InlineData(2300073, null, "MMInvalidParameter")]
    [InlineData(2300078, null, "MMThrottled")]
    [InlineData(2300079, null, "MMThrottled")]
    [InlineData(2300080, null, "MMThrottled")]
    public void Codes_of_messages_have_stable_ids_and_advice(int code, int? subcode, string expected)
    {
        var description = GraphErrors.Describe(new GraphError { Code = code, Subcode = subcode }, 400);

        Assert.Equal(expected, description.ErrorId);
        Assert.Matches(@"\.$", description.Advice);
        Assert.DoesNotContain("{", description.Advice, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1200, true)]
    [InlineData(2300078, true)]
    [InlineData(2300055, false)]
    [InlineData(2300012, false)]
    [InlineData(551, false)]
    public void Only_what_passes_by_itself_soon_is_tried_again(int code, bool expected) =>
        Assert.Equal(expected, GraphErrors.Describe(new GraphError { Code = code }, 400).IsTransient);
}
