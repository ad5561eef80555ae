using System;
using System.Text;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;
using Xunit;
using static MessengerMarketing.Tests.Webhooks.WebhookBodies;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Each member of an event, and each line that an event is shown as.</summary>
public sealed class WebhookEventDetailTests
{
    [Theory]
    [InlineData("""{"sender":{"id":"7"},"message":{"mid":"m1","text":"words"}}""", "Message: a message", "Message")]
    [InlineData("""{"sender":{"id":"7"},"message":{"mid":"m1"}}""", "Message: a message without text", "Message")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"Yes","quick_reply":{"payload":"YES"}}}""", "Message: a quick reply", "Message")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x","referral":{"source":"ADS","ref":"a"}}}""", "Message: a message from an ad, ref 'a'", "Ad")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x"},"referral":{"source":"SHORTLINK"}}""", "Message: a message from a link", "Link")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x"},"referral":{"ad_id":"12"}}""", "Message: a message from an ad", "Ad")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x"},"referral":{"source":"CUSTOMER_CHAT_PLUGIN"}}""", "Message: a message from CUSTOMER_CHAT_PLUGIN", "Referral")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x"},"referral":{}}""", "Message: a message from an unknown source", "Referral")]
    [InlineData("""{"sender":{"id":"7"},"postback":{"payload":"P"}}""", "Postback: button", "Button")]
    [InlineData("""{"sender":{"id":"7"},"postback":{"title":"Prices"},"referral":{"ref":"r","source":"SHORTLINK"}}""", "Postback: button 'Prices' from a link, ref 'r'", "Link")]
    [InlineData("""{"sender":{"id":"7"},"referral":{"source":"SHORTLINK","ref":"r"}}""", "Referral: opened the conversation from a link, ref 'r'", "Link")]
    [InlineData("""{"sender":{"id":"7"},"referral":{"source":"OTHER"}}""", "Referral: opened the conversation from OTHER", "Referral")]
    [InlineData("""{"sender":{"id":"7"},"reaction":{"action":"react","reaction":"love"}}""", "Reaction: a reaction: love", "Reaction")]
    [InlineData("""{"sender":{"id":"7"},"reaction":{"action":"unreact"}}""", "Reaction: a reaction taken back", "Reaction")]
    [InlineData("""{"sender":{"id":"7"},"optin":{"type":"notification_messages"}}""", "OptIn: subscribed", null)]
    [InlineData("""{"sender":{"id":"7"},"optin":{"notification_messages_token":"1","title":"News","user_token_status":"REFRESHED"}}""", "OptIn: subscribed to 'News', REFRESHED", null)]
    [InlineData("""{"sender":{"id":"7"},"optin":{"notification_messages_status":" stop notifications "}}""", "OptIn: STOP_NOTIFICATIONS", null)]
    [InlineData("""{"sender":{"id":"7"},"optin":{"notification_messages_status":"RESUME_NOTIFICATIONS"}}""", "OptIn: RESUME_NOTIFICATIONS", null)]
    [InlineData("""{"sender":{"id":"7"},"optin":{"type":"one_time"}}""", "Other: optin", null)]
    [InlineData("""{"sender":{"id":"7"},"optin":{"type":"notification_messages"},"message":{"text":"x"}}""", "Message: a message", "Message")]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x","is_echo":true}}""", "Other: message", null)]
    [InlineData("""{"sender":{"id":"7"},"message":{"text":"x","is_deleted":true}}""", "Other: message", null)]
    [InlineData("""{"sender":{"id":"7"},"delivery":{"watermark":1}}""", "Other: delivery", null)]
    [InlineData("""{"sender":{"id":"7"},"read":{"watermark":1}}""", "Other: read", null)]
    [InlineData("""{"sender":{"id":"7"},"message_edit":{"mid":"m"}}""", "Other: message_edit", null)]
    [InlineData("""{"sender":{"id":"7"},"account_linking":{"status":"linked"}}""", "Other: account_linking", null)]
    [InlineData("""{"sender":{"id":"7"},"pass_thread_control":{"new_owner_app_id":"1"}}""", "Other: pass_thread_control", null)]
    [InlineData("""{"sender":{"id":"7"},"take_thread_control":{"previous_owner_app_id":"1"}}""", "Other: take_thread_control", null)]
    [InlineData("""{"sender":{"id":"7"},"something":{}}""", "Other: unknown", null)]
    [InlineData("""{"field":"marketing_message_reads","message_id":"5"}""", "Read: campaign 5", null)]
    [InlineData("""{"field":"marketing_message_reads","marketing_message_tracking_id":"t"}""", "Read: campaign ?, message t", null)]
    [InlineData("""{"field":"marketing_message_delivery_failed","message_id":"5"}""", "Failed: campaign 5: no reason", null)]
    [InlineData("""{"error_message":"Blocked","messenger_subscription_token":"1"}""", "Failed: campaign ?: Blocked", null)]
    [InlineData("""{"error_message":"Blocked","message_id":"5"}""", "Failed: campaign 5: Blocked", null)]
    public void A_messaging_event_is_displayed_in_one_line(string item, string line, string? door)
    {
        WebhookEvent found = Single(item);
        Assert.Equal((line, door), (found.ToString(), found.Door));
    }

    [Theory]
    [InlineData("""{"verb":"add","item":"comment","comment_id":"c1","post_id":"p1","parent_id":"p1"}""", "Comment: a comment", "Comment")]
    [InlineData("""{"verb":"add","item":"comment","comment_id":"c1","post_id":"p1","parent_id":"c0"}""", "Comment: a reply to a comment", "Comment")]
    [InlineData("""{"verb":"add","item":"comment","comment_id":"c1","post_id":"p1"}""", "Comment: a comment", "Comment")]
    [InlineData("""{"verb":"add","item":"comment","post_id":"p1"}""", "Other: feed", null)]
    [InlineData("""{"verb":"edited","item":"comment","comment_id":"c1"}""", "Other: feed", null)]
    [InlineData("""{"verb":"add","item":"comment","comment_id":"c1","from":{"id":"1"}}""", "Other: feed", null)]
    [InlineData("""{"verb":"add","item":"post","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"status","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"photo","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"video","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"share","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"link","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"album","post_id":"p1"}""", "VisitorPost: a post on the Page", "VisitorPost")]
    [InlineData("""{"verb":"add","item":"post"}""", "Other: feed", null)]
    [InlineData("""{"verb":"add","item":"like","post_id":"p1"}""", "Other: feed", null)]
    [InlineData("\"words\"", "Other: feed", null)]
    public void A_change_of_the_feed_is_displayed_in_one_line(string value, string line, string? door)
    {
        WebhookEvent found = Single($$"""{"object":"page","entry":[{"id":"1","time":5,"changes":[{"field":"feed","value":{{value}}}]}]}""");
        Assert.Equal((line, door), (found.ToString(), found.Door));
    }

    [Fact]
    public void A_comment_has_all_its_members()
    {
        CommentEvent comment = Assert.IsType<CommentEvent>(Single("""{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{"verb":"add","item":"comment","comment_id":"c1","post_id":"p1","parent_id":"c0","from":{"id":"55"},"message":"line\nline"}}]}]}"""));
        Assert.Equal(("c1", "p1", "c0", "55", "line\nline", "1", "feed", "page"), (comment.CommentId, comment.PostId, comment.ParentId, comment.FromId, comment.Text, comment.PageId, comment.Field, comment.Object));
        Assert.Null(comment.Psid);
        Assert.False(comment.OpensWindow);
    }

    [Theory]
    [InlineData("""{"field":"something_else","value":{"error_message":"x","message_id":"2"}}""")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{"field":"something_else","error_message":"x","message_id":"2"}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{"read":{},"error_message":"x","message_id":"2"}]}]}""")]
    public void An_error_message_of_another_field_is_no_failed_message(string body) => Assert.IsType<OtherEvent>(Single(body));

    [Fact]
    public void The_field_of_a_change_counts_and_not_one_of_its_value()
        => Assert.Equal("marketing_message_reads", Assert.IsType<ReadEvent>(Single("""{"field":"marketing_message_reads","value":{"field":"marketing_message_clicks","message_id":"2"}}""")).Field);

    [Theory]
    [InlineData("""{"message":{"referral":{"ref":"own"}},"referral":{"ref":"beside"}}""", "own")]
    [InlineData("""{"message":{},"referral":{"ref":"beside"}}""", "beside")]
    [InlineData("""{"postback":{"referral":{"ref":"own"}},"referral":{"ref":"beside"}}""", "own")]
    [InlineData("""{"postback":{},"referral":{"ref":"beside"}}""", "beside")]
    public void The_referral_inside_a_message_or_a_postback_takes_precedence(string item, string reference) => Assert.Equal(reference, Single(item).Ref);

    [Fact]
    public void An_upload_status_has_all_its_members()
    {
        const string Value = """{"app_id":"1","custom_audience_id":"2","ad_account_id":"3","timestamp":1767225601,"num_rows":4,"business_id":"5","approximate_count_lower_bound":6,"approximate_count_upper_bound":7,"batch_uploading_status":"SUCCESS"}""";
        UploadStatusEvent status = Assert.IsType<UploadStatusEvent>(Single($$"""{"field":"marketing_messages_subscriber_upload_status","value":{{Value}}}"""));
        Assert.Equal(("1", "2", "2", "3", 4L, "5", 6L), (status.AppId, status.CustomAudienceId, status.AudienceId, status.AdAccountId, status.NumRows, status.BusinessId, status.ApproximateCountLowerBound));
        Assert.Equal((7L, "SUCCESS", new DateTimeOffset(2026, 1, 1, 0, 0, 1, TimeSpan.Zero)), (status.ApproximateCountUpperBound, status.BatchUploadingStatus, status.Timestamp));
        Assert.Equal("UploadStatus: audience 2, 4 rows, 6 to 7 people, SUCCESS", status.ToString());
    }

    [Fact]
    public void An_upload_status_without_members_is_displayed_too()
        => Assert.Equal("UploadStatus: audience ?,  rows,  to  people, no status", Single("""{"field":"marketing_messages_subscriber_upload_status","value":{}}""").ToString());

    [Fact]
    public void An_opt_in_has_all_its_members()
    {
        const string OptIn = """{"type":"notification_messages","notification_messages_token":"1","payload":"P","notification_messages_timezone":"America/New_York","user_token_status":"NOT_REFRESHED","title":"News","token_expiry_timestamp":1767225601}""";
        OptInEvent found = Assert.IsType<OptInEvent>(Single($$"""{"sender":{"id":"7"},"recipient":{"id":"1"},"optin":{{OptIn}}}"""));
        Assert.Equal(("7", "1", "1", "P", "America/New_York", "NOT_REFRESHED", "News"), (found.Psid, found.PageId, found.Token, found.Payload, found.TimeZone, found.TokenStatus, found.Title));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 1, TimeSpan.Zero), found.TokenExpires);
        Assert.Null(found.MessageStatus);
    }

    [Fact]
    public void A_message_from_an_ad_has_all_its_members()
    {
        MessageEvent message = Assert.IsType<MessageEvent>(Single("""{"sender":{"id":"7"},"recipient":{"id":"1"},"message":{"mid":"m1","text":"a\nb","quick_reply":{"payload":"P"},"referral":{"ref":"r","source":"ADS","ad_id":"12","ads_context_data":{"ad_title":"Spring"}}}}"""));
        Assert.Equal(("7", "1", "m1", "a\nb", "P", "r", "ADS"), (message.Psid, message.PageId, message.MessageId, message.Text, message.Payload, message.Ref, message.Source));
        Assert.Equal(("12", "Spring", true), (message.AdId, message.AdTitle, message.OpensWindow));
    }

    [Fact]
    public void A_reaction_has_all_its_members()
    {
        ReactionEvent reaction = Assert.IsType<ReactionEvent>(Single("""{"sender":{"id":"7"},"reaction":{"action":"react","reaction":"love","emoji":"\u2764","mid":"m1"}}"""));
        Assert.Equal(("react", "love", "\u2764", "m1", true), (reaction.Action, reaction.Reaction, reaction.Emoji, reaction.MessageId, reaction.OpensWindow));
    }

    [Theory]
    [InlineData("""{"referral":{"source":"SHORTLINK"}}""", true)]
    [InlineData("""{"referral":{"source":"SHORTLINK","ad_id":"12"}}""", false)]
    [InlineData("""{"referral":{"source":"ADS"}}""", false)]
    public void Only_a_link_without_an_ad_opens_the_window(string item, bool opens) => Assert.Equal(opens, Single(item).OpensWindow);

    [Theory]
    [InlineData("""{"timestamp":1767225601000,"created_time":1,"message":{}}""", 1767225601)]
    [InlineData("""{"created_time":1767225602,"message":{}}""", 1767225602)]
    [InlineData("""{"message":{}}""", 1767225603)]
    public void The_time_is_that_of_the_event_or_of_its_entry(string item, long seconds)
        => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(seconds), Single($$"""{"object":"page","entry":[{"id":"1","time":1767225603,"messaging":[{{item}}]}]}""").Time);

    [Theory]
    [InlineData("page", """{"message":{}}""", "9")]
    [InlineData("ad_account", """{"message":{}}""", null)]
    [InlineData("ad_account", """{"page_id":"5","optin":{"type":"notification_messages"}}""", "5")]
    [InlineData("page", """{"page_id":"5","optin":{"type":"notification_messages"}}""", "5")]
    [InlineData("page", """{"recipient":{"id":"6"},"message":{}}""", "6")]
    [InlineData("page", """{"recipient":{"id":"6"},"optin":{"type":"notification_messages"}}""", "6")]
    public void The_page_is_that_of_the_event_or_of_its_entry(string subscribed, string item, string? page)
        => Assert.Equal(page, Single($$"""{"object":"{{subscribed}}","entry":[{"id":"9","messaging":[{{item}}]}]}""").PageId);

    [Fact]
    public void Ids_differ_by_object_entry_time_field_and_value()
    {
        string[] bodies =
        [
            """{"object":"page","entry":[{"id":"1","time":5,"changes":[{"field":"a","value":{}}]}]}""",
            """{"object":"user","entry":[{"id":"1","time":5,"changes":[{"field":"a","value":{}}]}]}""",
            """{"object":"page","entry":[{"id":"2","time":5,"changes":[{"field":"a","value":{}}]}]}""",
            """{"object":"page","entry":[{"id":"1","time":6,"changes":[{"field":"a","value":{}}]}]}""",
            """{"object":"page","entry":[{"id":"1","time":5,"changes":[{"field":"b","value":{}}]}]}""",
            """{"object":"page","entry":[{"id":"1","time":5,"changes":[{"field":"a","value":{"x":1}}]}]}""",
        ];
        Assert.Distinct(Array.ConvertAll(bodies, static body => Single(body).Id));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("created_time")]
    public void The_time_of_sending_does_not_change_the_id_of_an_event_with_a_time(string member)
    {
        string Id(int time) => Single($$$"""{"object":"page","entry":[{"id":"1","time":{{{time}}},"changes":[{"field":"a","value":{"{{{member}}}":7}}]}]}""").Id;
        Assert.Equal(Id(5), Id(6));
    }

    [Fact]
    public void An_id_is_the_sha256_of_its_parts_in_lines()
    {
        // printf 'page\n1\n5\na\n{"field":"a","value":{}}' | sha256sum
        const string Expected = "7b02e41c6a73e6521223db2bb8a5092fc72524b30ae3391d126bcc56dfd0b5e3";
        Assert.Equal(Expected, Single("""{"object":"page","entry":[{"id":"1","time":5,"changes":[{"field":"a","value":{}}]}]}""").Id);
    }

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("{\n\"a\":x}", "The body is not JSON (line 2, byte 5).")]
    [InlineData("5", "The body is JSON, but not an object or a list of objects.")]
    [InlineData("[{},5]", "The body is JSON, but not an object or a list of objects.")]
    [InlineData("\"\\ud83d\"", "The body is JSON, but not an object or a list of objects.")]
    public void A_body_that_cannot_be_read_has_a_problem_and_no_events(string body, string problem)
    {
        WebhookPayload payload = WebhookParser.Parse(Encoding.UTF8.GetBytes(body));
        Assert.Empty(payload.Events);
        Assert.Equal(problem, payload.Problem);
        Assert.Empty(WebhookParser.ReadIds(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_a_problem()
        => Assert.Equal("The body is not UTF-8.", WebhookParser.Parse([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Problem);

    [Fact]
    public void Byte_order_marks_before_a_body_are_skipped()
        => Assert.Single(WebhookParser.Parse([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. "{\"field\":\"a\"}"u8]).Events);

    [Fact]
    public void A_null_body_throws()
    {
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => WebhookParser.Parse(null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => WebhookSignature.Sign(CreateSecret(), null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => WebhookSignature.Check(CreateSecret(), null!, "x")).ParamName);
        Assert.Equal("appSecret", Assert.Throws<ArgumentNullException>(static () => WebhookSignature.Sign(null!, [])).ParamName);
        static Secret CreateSecret() => Secret.From("0123456789abcdef");
    }

    [Theory]
    [InlineData("""{"object":"page","entry":[{"id":"1","changes":[{"field":"a"}],"messaging":[{"message":{}}],"standby":[{"message":{}}]}]}""", "Other a|Message message|Other standby")]
    [InlineData("""{"object":"page","entry":[{"id":"1"}]}""", "Other ")]
    [InlineData("""{"changes":[{"field":"a"}]}""", "Other a")]
    [InlineData("""{"messaging":[{"message":{}}]}""", "Message message")]
    [InlineData("""{"standby":[{"message":{}}]}""", "Other standby")]
    [InlineData("""{"entry":[]}""", "")]
    [InlineData("[]", "")]
    [InlineData("""[{"field":"a"},{"message":{}}]""", "Other a|Message message")]
    [InlineData("{}", "Other ")]
    public void Each_envelope_gives_its_events_in_order(string body, string events)
        => Assert.Equal(events, string.Join('|', Array.ConvertAll([.. WebhookParser.Parse(Encoding.UTF8.GetBytes(body)).Events], static item => $"{item.Kind} {item.Field}")));

    [Fact]
    public void A_signature_can_have_blanks_around_it()
    {
        using var secret = Secret.From("0123456789abcdef0123456789abcdef");
        string signature = WebhookSignature.Sign(secret, "x"u8.ToArray());
        Assert.Equal(WebhookSignatureStatus.Valid, WebhookSignature.Check(secret, "x"u8.ToArray(), $" {signature}\t"));
        Assert.Null(WebhookSignature.CheckFormat($" {signature}\t"));
    }

    [Fact]
    public void Arrays_of_different_lengths_are_not_equal()
    {
        Assert.False(FixedTime.AreEqual([1, 2], [1]));
        Assert.False(FixedTime.AreEqual([1], [1, 2]));
        Assert.True(FixedTime.AreEqual([1, 2], [1, 2]));
        Assert.False(FixedTime.AreEqual([1, 2], [1, 3]));
        Assert.False(FixedTime.AreEqual([3, 1], [1, 3]));
    }
}
