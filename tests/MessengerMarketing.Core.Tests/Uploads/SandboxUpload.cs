using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>A sandbox with one audience, and uploads to it over HTTP.</summary>
internal sealed class SandboxUpload : IDisposable
{
    private readonly GraphContext _account;
    private readonly GraphClient _client;

    private SandboxUpload(SandboxServer server, GraphClientOptions options)
    {
        Server = server;
        _account = new GraphContext(Secret.From(server.AccessToken), server.AdAccountId, server.PageId, baseUri: server.BaseUri);
        _client = new GraphClient(_account, options);
    }

    /// <summary>Options under which nobody waits long.</summary>
    public static GraphClientOptions Quick { get; } = new()
    {
        MaxRetries = 2,
        BaseDelay = TimeSpan.FromMilliseconds(2),
        ThrottledDelay = TimeSpan.FromMilliseconds(2),
        MaxDelay = TimeSpan.FromMilliseconds(5),
    };

    public SandboxServer Server { get; }

    public SandboxAudience Audience => Server.Audiences[0];

    /// <summary>How many calls of a kind the server has answered or dropped.</summary>
    public int Calls(string method, string pathEnd) =>
        Server.Requests.Count(request => request.Method == method && request.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    public static async Task<SandboxUpload> StartAsync(SandboxOptions? options = null, GraphClientOptions? client = null)
    {
        var sandbox = new SandboxUpload(SandboxServer.Start(options), client ?? Quick);
        await new AudienceClient(sandbox._client).CreateAsync("Spring", "Test list");
        return sandbox;
    }

    public AudienceUsersSender Sender(UploadOptions options, UploadAction action = UploadAction.Add) => new(_client, Audience.Id, action, options);

    public Task<UploadRun> UploadAsync(
        IEnumerable<RowBlock> blocks, UploadOptions? options = null, UploadAction action = UploadAction.Add, CancellationToken cancellationToken = default)
    {
        options ??= new UploadOptions();
        return UploadRun.ToEndAsync(Sender(options, action), blocks, options, cancellationToken: cancellationToken);
    }

    public void Dispose()
    {
        _account.Dispose();
        Server.Dispose();
    }
}
