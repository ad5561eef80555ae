using System;
using System.Globalization;
using MessengerMarketing.Webhooks;
using Xunit;
using static MessengerMarketing.Tests.Webhooks.WebhookBodies;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>
/// Tests the ways to the Page, and which of them open the 24-hour window. Sources: Messenger Platform policy, m.me links, and private
/// replies.
/// </summary>
public class DoorEventTests
{
    [Fact]
    public void Get_started_from_a_link_opens_the_window_and_has_the_ref()
    {
        PostbackEvent postback = Assert.IsType<PostbackEvent>(Single(MessagingBody(GetStarted)));

        Assert.Equal("Postback", postback.Kind);
        Assert.Equal("7770001", postback.Psid);
        Assert.Equal("134141414124123", postback.PageId);
        Assert.Equal("Get Started", postback.Title);
        Assert.Equal("START", postback.Payload);
        Assert.Equal("m_2", postback.MessageId);
        Assert.Equal("spring-flyer", postback.Ref);
        Assert.Equal("SHORTLINK", postback.Source);
        Assert.Equal("Link", postback.Door);
        Assert.True(postback.OpensWindow);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, 123, TimeSpan.Zero), postback.WindowEnds);
        Assert.Equal("button 'Get Started' from a link, ref 'spring-flyer'", postback.ToDisplayText());
    }

    [Fact]
    public void A_button_without_a_referral_is_a_separate_door()
    {
        var postback = (PostbackEvent)Single(MessagingBody("""{"sender":{"id":"7"},"recipient":{"id":"1"},"timestamp":1767225600000,"postback":{"title":"Prices","payload":"PRICES"}}"""));

        Assert.Equal("Button", postback.Door);
        Assert.Null(postback.Ref);
        Assert.True(postback.OpensWindow);
    }

    [Fact]
    public void A_link_to_an_existing_conversation_opens_the_window()
    {
        ReferralEvent referral = Assert.IsType<ReferralEvent>(Single(MessagingBody(LinkReferral)));

        Assert.Equal("Referral", referral.Kind);
        Assert.Equal("Link", referral.Door);
        Assert.Equal("spring-flyer", referral.Ref);
        Assert.True(referral.OpensWindow);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, 123, TimeSpan.Zero), referral.WindowEnds);
    }

    [Fact]
    public void An_ad_opens_the_window_only_when_the_person_writes()
    {
        ReferralEvent referral = Assert.IsType<ReferralEvent>(Single(MessagingBody(AdReferral)));
        MessageEvent message = Assert.IsType<MessageEvent>(Single(MessagingBody(
            """{"sender":{"id":"7"},"recipient":{"id":"1"},"timestamp":1767225600000,"message":{"mid":"m","text":"Hi","referral":{"ref":"spring-ad","ad_id":"120200000000000001","source":"ADS","type":"OPEN_THREAD","ads_context_data":{"ad_title":"Spring sale"}}}}""")));

        Assert.Equal("Ad", referral.Door);
        Assert.Equal("120200000000000001", referral.AdId);
        Assert.Equal("Spring sale", referral.AdTitle);
        Assert.False(referral.OpensWindow);
        Assert.Null(referral.WindowEnds);
        Assert.Equal("Ad", message.Door);
        Assert.Equal("spring-ad", message.Ref);
        Assert.Equal("120200000000000001", message.AdId);
        Assert.True(message.OpensWindow);
    }

    [Theory]
    [InlineData("CUSTOMER_CHAT_PLUGIN")]
    [InlineData("DISCOVER_TAB")]
    public void Another_referral_is_not_known_to_open_the_window(string source)
    {
        var referral = (ReferralEvent)Single(MessagingBody($$$"""{"sender":{"id":"7"},"recipient":{"id":"1"},"referral":{"source":"{{{source}}}","type":"OPEN_THREAD"}}"""));

        Assert.Equal("Referral", referral.Door);
        Assert.Equal(source, referral.Source);
        Assert.False(referral.OpensWindow);
    }

    [Fact]
    public void A_reaction_opens_the_window_and_its_removal_does_not()
    {
        ReactionEvent reaction = Assert.IsType<ReactionEvent>(Single(MessagingBody(Reaction)));
        var takenBack = (ReactionEvent)Single(MessagingBody(Reaction.Replace("\"react\"", "\"unreact\"", StringComparison.Ordinal)));

        Assert.Equal("Reaction", reaction.Door);
        Assert.Equal("love", reaction.Reaction);
        Assert.Equal("react", reaction.Action);
        Assert.Equal("m_3", reaction.MessageId);
        Assert.True(reaction.OpensWindow);
        Assert.False(takenBack.OpensWindow);
    }

    [Fact]
    public void A_message_opens_the_window_for_24_hours()
    {
        var message = (MessageEvent)Single(MessagingBody(Message));

        Assert.Equal("Message", message.Door);
        Assert.True(message.OpensWindow);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, 123, TimeSpan.Zero), message.WindowEnds);
    }

    [Fact]
    public void A_quick_reply_has_its_payload()
    {
        var message = (MessageEvent)Single(MessagingBody("""{"sender":{"id":"7"},"message":{"mid":"m","text":"Yes","quick_reply":{"payload":"YES"}}}"""));

        Assert.Equal("YES", message.Payload);
        Assert.Equal("a quick reply", message.ToDisplayText());
    }

    [Fact]
    public void A_comment_has_its_id_and_opens_no_window()
    {
        CommentEvent comment = Assert.IsType<CommentEvent>(Single(FeedBody(Comment)));

        Assert.Equal("Comment", comment.Kind);
        Assert.Equal("Comment", comment.Door);
        Assert.Equal("5_6", comment.CommentId);
        Assert.Equal("134141414124123_5", comment.PostId);
        Assert.Equal("134141414124123", comment.PageId);
        Assert.Equal("7770001", comment.FromId);
        Assert.Equal("How much?", comment.Text);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), comment.Time);
        Assert.Null(comment.Psid);
        Assert.False(comment.OpensWindow);
        Assert.Null(comment.WindowEnds);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("status")]
    [InlineData("photo")]
    [InlineData("video")]
    [InlineData("share")]
    public void A_visitors_post_has_its_id_and_opens_no_window(string item)
    {
        VisitorPostEvent post = Assert.IsType<VisitorPostEvent>(Single(FeedBody(VisitorPost.Replace("status", item, StringComparison.Ordinal))));

        Assert.Equal("VisitorPost", post.Kind);
        Assert.Equal("134141414124123_7", post.PostId);
        Assert.False(post.OpensWindow);
    }

    [Theory]
    [InlineData("\"verb\":\"add\"", "\"verb\":\"edited\"")]
    [InlineData("\"verb\":\"add\"", "\"verb\":\"remove\"")]
    [InlineData("\"verb\":\"add\"", "\"verb\":\"hide\"")]
    [InlineData("\"id\":\"7770001\"", "\"id\":\"134141414124123\"")]
    [InlineData("\"comment_id\":\"5_6\",", "")]
    public void A_change_of_a_comment_and_the_pages_own_comment_need_no_reply(string found, string put)
    {
        Assert.IsType<OtherEvent>(Single(FeedBody(Comment.Replace(found, put, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_like_in_the_feed_is_an_Other_event()
    {
        Assert.IsType<OtherEvent>(Single(FeedBody("""{"item":"reaction","verb":"add","reaction_type":"like","post_id":"134141414124123_5","from":{"id":"7"},"created_time":1767225600}""")));
    }

    [Fact]
    public void A_repeated_comment_has_the_same_id()
    {
        string first = Single(FeedBody(Comment)).Id;

        Assert.Equal(first, Single(FeedBody(Comment).Replace("1767225700", "1767229900", StringComparison.Ordinal)).Id);
        Assert.NotEqual(first, Single(FeedBody(Comment.Replace("5_6", "5_7", StringComparison.Ordinal))).Id);
    }

    [Theory]
    [InlineData("messaging_postbacks", GetStarted, WebhookEventKind.Postback)]
    [InlineData("messaging_referrals", LinkReferral, WebhookEventKind.Referral)]
    [InlineData("message_reactions", Reaction, WebhookEventKind.Reaction)]
    public void The_test_of_the_dashboard_is_a_change(string field, string item, WebhookEventKind kind)
    {
        WebhookEvent read = Single($$"""{"object":"page","entry":[{"id":"0","time":1,"changes":[{"field":"{{field}}","value":{{item}}}]}]}""");

        Assert.Equal(kind, read.KindValue);
        Assert.Equal(field, read.Field);
        Assert.Equal("7770001", read.Psid);
    }

    [Fact]
    public void A_window_at_the_maximum_time_does_not_end()
    {
        WebhookEvent read = Single(MessagingBody("""{"sender":{"id":"7"},"timestamp":"9999-12-31T23:59:59Z","message":{"mid":"m"}}"""));

        Assert.Equal(9999, read.Time!.Value.Year);
        Assert.True(read.OpensWindow);
        Assert.Null(read.WindowEnds);
    }

    [Theory]
    [InlineData(GetStarted)]
    [InlineData(LinkReferral)]
    [InlineData(AdReferral)]
    [InlineData(Reaction)]
    public void A_door_as_text_identifies_nobody(string item)
    {
        Assert.DoesNotContain("7770001", Single(MessagingBody(item)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Comment)]
    [InlineData(VisitorPost)]
    public void A_comment_as_text_repeats_no_words_and_identifies_nobody(string value)
    {
        string text = Single(FeedBody(value)).ToString();

        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("How much", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", text, StringComparison.Ordinal);
        Assert.DoesNotContain("7770001", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ref_cannot_write_control_characters_to_a_terminal()
    {
        WebhookEvent read = Single(MessagingBody(LinkReferral.Replace("spring-flyer", "a\\u001b[31m\\nb", StringComparison.Ordinal)));

        Assert.DoesNotContain(read.ToString(), static letter => char.IsControl(letter));
        Assert.DoesNotContain(read.Ref!, static letter => char.IsControl(letter));
        Assert.Contains("b", read.Ref, StringComparison.Ordinal);
        Assert.Equal("2026", read.Time!.Value.Year.ToString(CultureInfo.InvariantCulture));
    }
}
