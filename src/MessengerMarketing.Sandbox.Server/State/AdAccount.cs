using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace MessengerMarketing.Sandbox.State;

/// <summary>The one ad account of a sandbox, with its Page, its credentials and its audiences.</summary>
internal sealed class AdAccount
{
    public const string PageName = "Sandbox Page";

    private readonly ConcurrentDictionary<string, SandboxAudience> _audiences = new();
    private long _lastAudienceId;

    public AdAccount(SandboxOptions options)
    {
        var random = new RandomSource(options.Seed, stream: 1);
        Options = options;
        Id = options.AdAccountId ?? random.Digits("10", 16);
        PageId = options.PageId ?? random.Digits("61", 15);
        AccessToken = options.AccessToken ?? random.Word("EAAS", 180);
        PageAccessToken = options.PageAccessToken ?? random.Word("EAAP", 180);
        AppSecret = options.AppSecret ?? random.Hex(32);
        SystemUserId = random.Digits("1000", 15);
        Sessions = new UploadSessions(random);
        _lastAudienceId = long.Parse(random.Digits("1202", 17), CultureInfo.InvariantCulture);
    }

    public SandboxOptions Options { get; }

    public string Id { get; }

    public string PageId { get; }

    public string SystemUserId { get; }

    public string AccessToken { get; }

    public string PageAccessToken { get; }

    public string AppSecret { get; }

    public double MatchRate => Options.MatchRate;

    public UploadSessions Sessions { get; }

    public int AudienceCount => _audiences.Count;

    /// <summary>Newest first. Ids grow, so an id also is a place in this order, and stays one when audiences are deleted.</summary>
    public IReadOnlyList<SandboxAudience> Audiences =>
        [.. _audiences.Values.OrderByDescending(static audience => audience.Order)];

    public SandboxAudience AddAudience(string name, string description, DateTimeOffset now)
    {
        var audience = new SandboxAudience(this, Interlocked.Add(ref _lastAudienceId, 10), name, description, now);
        _audiences[audience.Id] = audience;
        return audience;
    }

    public bool TryGetAudience(string id, out SandboxAudience audience) => _audiences.TryGetValue(id, out audience!);

    public bool RemoveAudience(string id) => _audiences.TryRemove(id, out _);
}
