using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Messenger;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Browser;

/// <summary>Creates the JSON for the console, newest items first. The number of items is limited.</summary>
internal static class ConsoleState
{
    private const int MaxShown = 50;

    public static JsonObject Create(SandboxServer server, AdAccount account) => new()
    {
        ["adAccount"] = server.AdAccountId,
        ["page"] = server.PageId,
        ["calls"] = server.RequestCount,
        ["pendingDeliveries"] = server.PendingDeliveries,
        ["webhookUri"] = server.WebhookUri?.AbsoluteUri,
        ["audiences"] = Array(server.Audiences, Audience),
        ["uploads"] = Array(Uploads(server), static upload => upload),
        ["deliveries"] = Array(server.Deliveries.Reverse(), Delivery),
        ["requests"] = Array(server.Requests.Reverse(), Request),
        ["doors"] = Array(account.DoorCounts.Snapshot(), Door),
        ["messages"] = Array(account.Campaigns.All, campaign => Messages(campaign, account)),
        ["customers"] = Customers(server, account.Messenger),
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> toJson) => new([.. items.Take(MaxShown).Select(toJson)]);

    private static JsonObject Audience(SandboxAudience audience) => new()
    {
        ["id"] = audience.Id,
        ["name"] = audience.Name,
        ["people"] = audience.PeopleCount,
        ["matched"] = audience.MatchedCount,
        ["rows"] = audience.RowsReceived,
        ["invalid"] = audience.RowsInvalid,
    };

    private static IEnumerable<JsonObject> Uploads(SandboxServer server) => server.Audiences
        .SelectMany(static audience => audience.Uploads.Skip(Math.Max(0, audience.Uploads.Count - MaxShown)).Select(batch => (audience.Name, Batch: batch)))
        .OrderByDescending(static upload => upload.Batch.Time)
        .Select(static upload => new JsonObject
        {
            ["audience"] = upload.Name,
            ["session"] = upload.Batch.SessionId?.ToString(CultureInfo.InvariantCulture),
            ["rows"] = upload.Batch.Rows,
            ["invalid"] = upload.Batch.InvalidRows,
            ["repeated"] = upload.Batch.RepeatedRows,
            ["time"] = Time(upload.Batch.Time),
        });

    private static JsonObject Delivery(SandboxDelivery delivery) => new()
    {
        ["number"] = delivery.Number,
        ["field"] = delivery.Field,
        ["status"] = delivery.Status,
        ["attempts"] = delivery.Attempts,
        ["delivered"] = delivery.IsDelivered,
        ["duplicate"] = delivery.IsDuplicate,
        ["signature"] = delivery.Signature,
        ["time"] = Time(delivery.Time),
    };

    private static JsonObject Door(DoorCount count) => new()
    {
        ["door"] = count.Door,
        ["events"] = count.Events,
        ["ref"] = count.Ref,
        ["time"] = Time(count.Time),
    };

    private static JsonObject Messages(MessageCampaign campaign, AdAccount account)
    {
        DateTimeOffset end = account.Now.AddTicks(1);
        (long sent, long failed) = account.Campaigns.Outcomes.CountSent(campaign.Id, end);
        (long delivered, long read, long clicked) = account.Campaigns.Outcomes.Count(campaign.Id, DateTimeOffset.MinValue, end);
        return new JsonObject
        {
            ["campaign"] = campaign.Name,
            ["sent"] = sent,
            ["delivered"] = delivered,
            ["read"] = read,
            ["clicked"] = clicked,
            ["failed"] = failed,
        };
    }

    private static JsonObject Request(SandboxRequest request) => new()
    {
        ["number"] = request.Number,
        ["method"] = request.Method,
        ["path"] = request.Path,
        ["status"] = request.Status,
        ["fault"] = request.Fault,
    };

    /// <summary>Returns the conversation of each customer in chronological order. The customer with the latest message comes first. Customers are numbered by their first message.</summary>
    private static JsonArray Customers(SandboxServer server, MessengerPage messenger)
    {
        IEnumerable<(string Psid, DateTimeOffset Time, JsonObject Line)> lines = messenger.Written
            .Select(static message => (message.Psid, message.Time, Line: new JsonObject
            {
                ["id"] = message.MessageId,
                ["text"] = message.Text,
                ["time"] = Time(message.Time),
            }))
            .Concat(server.OptInRequests.Select(static request => (request.Psid, Time: request.Sent, Line: new JsonObject
            {
                ["id"] = request.MessageId,
                ["title"] = request.Title,
                ["button"] = CallToAction.Words[request.CallToAction],
                ["images"] = request.Images,
                ["answer"] = request.Answer.ToString(),
                ["time"] = Time(request.Sent),
            })));
        return new JsonArray([.. lines
            .OrderBy(static line => line.Time)
            .GroupBy(static line => line.Psid)
            .Select(static (conversation, index) => (Lines: conversation, Number: index + 1))
            .OrderByDescending(static customer => customer.Lines.Max(static line => line.Time))
            .Take(MaxShown)
            .Select(static customer => new JsonObject
            {
                ["psid"] = customer.Lines.Key,
                ["number"] = customer.Number,
                ["lines"] = new JsonArray([.. customer.Lines.Select(static line => line.Line)]),
            })]);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
