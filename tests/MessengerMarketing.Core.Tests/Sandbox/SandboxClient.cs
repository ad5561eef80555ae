using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>A sandbox with a client that calls it as a script does. Dispose reports internal errors of the sandbox.</summary>
internal sealed class SandboxClient : IDisposable
{
    public SandboxClient(SandboxOptions? options = null)
    {
        Server = SandboxServer.Start(options);
        Http = new HttpClient { BaseAddress = Server.BaseUri };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Server.AccessToken);
    }

    public SandboxServer Server { get; }

    public HttpClient Http { get; }

    /// <summary>Path of the account's audiences.</summary>
    public string Audiences => $"v25.0/act_{Server.AdAccountId}/customaudiences";

    /// <summary>The body that creates an audience.</summary>
    public JsonObject NewAudience(string name = "Spring") => new()
    {
        ["subtype"] = "CUSTOM",
        ["customer_file_source"] = "USER_PROVIDED_ONLY",
        ["name"] = name,
        ["description"] = "CRM export",
        ["use_for_products"] = new JsonArray("MARKETING_MESSAGES"),
        ["subscription_info"] = new JsonArray("MESSENGER"),
        ["marketing_message_channels"] = new JsonObject { ["MESSENGER"] = Server.PageId },
    };

    public async Task<string> CreateAudienceAsync(string name = "Spring")
    {
        GraphReply reply = await PostAsync(Audiences, NewAudience(name).ToJsonString());
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return (string)reply.Json["id"]!;
    }

    public Task<GraphReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<GraphReply> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<GraphReply> DeleteAsync(string path, string? json = null) => SendAsync(HttpMethod.Delete, path, json);

    public Task<GraphReply> GetAsPageAsync(string edge) => AsPageAsync(HttpMethod.Get, edge);

    public Task<GraphReply> PostAsPageAsync(string edge, string json) => AsPageAsync(HttpMethod.Post, edge, json);

    /// <summary>Calls an edge of the Page with the Page token.</summary>
    public Task<GraphReply> AsPageAsync(HttpMethod method, string edge, string? json = null) => WithPageTokenAsync(method, $"v25.0/{Server.PageId}/{edge}", json);

    /// <summary>Calls any path with the Page token.</summary>
    public async Task<GraphReply> WithPageTokenAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.PageAccessToken);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return await SendAsync(request);
    }

    /// <summary>The body of an opt-in request.</summary>
    public static JsonObject OptIn(string psid, string title = "Weekly offers") => new()
    {
        ["recipient"] = new JsonObject { ["id"] = psid },
        ["message"] = new JsonObject
        {
            ["attachment"] = new JsonObject
            {
                ["type"] = "template",
                ["payload"] = new JsonObject
                {
                    ["template_type"] = "notification_messages",
                    ["title"] = title,
                    ["image_url"] = "https://example.com/o.png",
                    ["payload"] = "spring",
                },
            },
        },
    };

    /// <summary>Sends an opt-in request.</summary>
    public Task<GraphReply> AskAsync(string psid, string title = "Weekly offers") => PostAsPageAsync("messages", OptIn(psid, title).ToJsonString());

    /// <summary>Creates an audience and uploads synthetic people with one email address each.</summary>
    public async Task<string> UploadAsync(int count, int first = 1)
    {
        string id = await CreateAudienceAsync();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync($"v25.0/{id}/users", Upload(count, first))).Status);
        return id;
    }

    /// <summary>Returns a new person who approved an opt-in request.</summary>
    public async Task<(string Psid, string Token)> SubscribeAsync(string title = "Weekly offers")
    {
        string psid = Server.SendMessage("Hello").Psid;
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(psid, title)).Status);
        Server.ApproveOptIn(psid);
        GraphReply tokens = await GetAsPageAsync("notification_message_tokens?limit=1000");
        JsonNode token = tokens.Json["data"]!.AsArray().Single(each => (string?)each!["recipient_id"] == psid && (string?)each["topic_title"] == title)!;
        return (psid, (string)token["notification_messages_token"]!);
    }

    public async Task<GraphReply> SendAsync(HttpMethod method, string path, string? json = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, contentType);
        }

        return await SendAsync(request);
    }

    public async Task<GraphReply> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new GraphReply(response.StatusCode, text, name => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null)
        {
            ContentType = response.Content.Headers.ContentType?.ToString(),
        };
    }

    /// <summary>Returns a synthetic SHA-256 hash.</summary>
    public static string Hash(int number) => $"{number:x64}";

    /// <summary>Returns an upload of synthetic people with one email address each.</summary>
    public static string Upload(int count, int first = 1, string? session = null)
    {
        string rows = string.Join(",", Enumerable.Range(first, count).Select(static number => $"[\"{Hash(number)}\"]"));
        string payload = $"\"payload\":{{\"schema\":[\"EMAIL\"],\"data\":[{rows}]}}";
        return session is null ? $"{{{payload}}}" : $"{{{payload},\"session\":{session}}}";
    }

    public void Dispose()
    {
        Http.Dispose();
        Server.Dispose();
        Assert.Empty(Server.InternalErrors);
    }
}

/// <summary>A parsed response.</summary>
internal sealed record GraphReply(HttpStatusCode Status, string Text, Func<string, string?> Header)
{
    public string? ContentType { get; init; }

    public JsonNode Json => JsonNode.Parse(Text)!;

    public int Code => (int)Json["error"]!["code"]!;

    public int? Subcode => (int?)Json["error"]!["error_subcode"];

    public string Message => (string)Json["error"]!["message"]!;

    public string Type => (string)Json["error"]!["type"]!;
}
