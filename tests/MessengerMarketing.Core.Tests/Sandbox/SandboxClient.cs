using System;
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

/// <summary>A sandbox with a client that talks to it as a script would. Disposing finds errors of the sandbox itself.</summary>
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
        return new GraphReply(response.StatusCode, text, name => response.Headers.TryGetValues(name, out var values) ? values.Single() : null)
        {
            ContentType = response.Content.Headers.ContentType?.ToString(),
        };
    }

    /// <summary>A made-up SHA-256 hash.</summary>
    public static string Hash(int number) => $"{number:x64}";

    /// <summary>An upload of made-up people with an e-mail address each.</summary>
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

/// <summary>An answer, read.</summary>
internal sealed record GraphReply(HttpStatusCode Status, string Text, Func<string, string?> Header)
{
    public string? ContentType { get; init; }

    public JsonNode Json => JsonNode.Parse(Text)!;

    public int Code => (int)Json["error"]!["code"]!;

    public int? Subcode => (int?)Json["error"]!["error_subcode"];

    public string Message => (string)Json["error"]!["message"]!;

    public string Type => (string)Json["error"]!["type"]!;
}
