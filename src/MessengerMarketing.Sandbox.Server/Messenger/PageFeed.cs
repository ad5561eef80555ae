using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Webhooks;

namespace MessengerMarketing.Sandbox.Messenger;

/// <summary>
/// Comments and posts of visitors, and the private replies of the Page: one for each comment or post, within seven days. The window opens
/// only when the person answers. Source: Messenger Platform, private replies.
/// </summary>
internal sealed class PageFeed(AdAccount account, Conversations conversations)
{
    private const int RepliesRemembered = 1000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    private readonly object _gate = new();
    private readonly Dictionary<string, FeedEntry> _comments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeedEntry> _posts = new(StringComparer.Ordinal);
    private readonly RecentList<SandboxPrivateReply> _replies = new(RepliesRemembered);
    private string? _pagePost;

    /// <summary>The last 1,000 private replies, oldest first.</summary>
    public IReadOnlyList<SandboxPrivateReply> Replies => _replies.Snapshot();

    /// <summary>Simulates a comment.</summary>
    /// <param name="psid">The person; null for a new one.</param>
    /// <param name="text">The text.</param>
    /// <param name="postId">The post; null for a post of the Page.</param>
    public SandboxEvent Comment(string? psid, string text, string? postId)
    {
        lock (_gate)
        {
            string post = postId ?? (_pagePost ??= NewPostId());
            var customerEvent = new SandboxEvent("Comment", psid ?? conversations.NewPsid(), account.Now)
            {
                PostId = post,
                CommentId = $"{post.Substring(post.IndexOf('_') + 1)}_{Digits(account.NewId())}",
            };
            _comments.Add(customerEvent.CommentId, new FeedEntry(customerEvent.Psid, customerEvent.Time));
            account.DoorCounts.Add("Comment", customerEvent.Time);
            Post("comment", customerEvent, text);
            return customerEvent;
        }
    }

    /// <summary>Simulates a post on the Page.</summary>
    public SandboxEvent VisitorPost(string? psid, string text)
    {
        lock (_gate)
        {
            var customerEvent = new SandboxEvent("VisitorPost", psid ?? conversations.NewPsid(), account.Now) { PostId = NewPostId() };
            _posts.Add(customerEvent.PostId, new FeedEntry(customerEvent.Psid, customerEvent.Time));
            account.DoorCounts.Add("VisitorPost", customerEvent.Time);
            Post("status", customerEvent, text);
            return customerEvent;
        }
    }

    /// <summary>Sends a private reply.</summary>
    /// <exception cref="GraphErrorException">There is no such comment or post, it is too old, or it has a reply.</exception>
    public SandboxPrivateReply Reply(string? commentId, string? postId, string? text, DateTimeOffset now)
    {
        lock (_gate)
        {
            FeedEntry? entry = commentId is not null ? Find(_comments, commentId) : Find(_posts, postId!);
            if (entry is null)
            {
                throw GraphErrors.NoSuchObject("POST", (commentId ?? postId)!);
            }

            if (entry.IsReplied)
            {
                throw MessengerErrors.AlreadyReplied();
            }

            if (now - entry.Time >= MaxAge)
            {
                throw MessengerErrors.CannotReply();
            }

            entry.IsReplied = true;
            conversations.Begin(entry.Psid);
            var reply = new SandboxPrivateReply(entry.Psid, conversations.NewMessageId(), now) { CommentId = commentId, PostId = postId, Text = text };
            _replies.Add(reply);
            return reply;
        }
    }

    private static FeedEntry? Find(Dictionary<string, FeedEntry> entries, string id) => entries.TryGetValue(id, out FeedEntry? entry) ? entry : null;

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);

    private string NewPostId() => $"{account.PageId}_{Digits(account.NewId())}";

    private void Post(string item, SandboxEvent customerEvent, string text) => account.Webhooks.Post(WebhookFields.Feed, () =>
    {
        var value = new JsonObject
        {
            ["from"] = new JsonObject { ["id"] = customerEvent.Psid, ["name"] = "Sandbox Visitor" },
            ["item"] = item,
            ["verb"] = "add",
            ["post_id"] = customerEvent.PostId,
            ["created_time"] = customerEvent.Time.ToUnixTimeSeconds(),
            ["message"] = text,
        };
        if (customerEvent.CommentId is not null)
        {
            value["comment_id"] = customerEvent.CommentId;
            value["parent_id"] = customerEvent.PostId;
        }

        return WebhookPayloads.Feed(account.PageId, customerEvent.Time, value);
    });

    /// <summary>A comment or a post of a visitor.</summary>
    private sealed class FeedEntry(string psid, DateTimeOffset time)
    {
        public string Psid { get; } = psid;

        public DateTimeOffset Time { get; } = time;

        public bool IsReplied { get; set; }
    }
}
