using System;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>Which of an account's two tokens a request carries.</summary>
public enum GraphToken
{
    /// <summary>The system-user token: ad account, audiences, uploads.</summary>
    System,

    /// <summary>The Page token: messages and subscription tokens.</summary>
    Page,
}

/// <summary>
/// Who calls the Graph API, on behalf of which ad account and Page, and where. Immutable; the secrets in it are disposed with it.
/// </summary>
public sealed class GraphContext : IDisposable
{
    private static readonly Uri MetaUri = new("https://graph.facebook.com/");

    private readonly object _gate = new();
    private GraphTransport? _transport;

    /// <summary>Checks and keeps the parts. Messages of the exceptions name the part, never its value.</summary>
    /// <param name="accessToken">System-user access token.</param>
    /// <param name="adAccountId">Digits, with or without <c>act_</c>.</param>
    /// <param name="pageId">Digits.</param>
    /// <param name="pageAccessToken">Page access token; null where only audiences are handled.</param>
    /// <param name="appSecret">When given, every request carries an <c>appsecret_proof</c>.</param>
    /// <param name="apiVersion">Such as <c>v26.0</c>; null for <see cref="GraphVersions.Default"/>.</param>
    /// <param name="baseUri">Null for Meta's own. Any host but this machine's loopback must be https.</param>
    /// <param name="settings">How calls are retried and time out; null for the defaults.</param>
    /// <exception cref="ArgumentException">A part is missing or malformed.</exception>
    public GraphContext(
        Secret accessToken,
        string adAccountId,
        string pageId,
        Secret? pageAccessToken = null,
        Secret? appSecret = null,
        string? apiVersion = null,
        Uri? baseUri = null,
        GraphConnectionSettings? settings = null)
    {
        AccessToken = accessToken ?? throw new ArgumentNullException(nameof(accessToken));
        PageAccessToken = pageAccessToken;
        AppSecret = appSecret;
        AdAccountId = AdAccountDigits(adAccountId);
        PageId = GraphId.IsId(pageId?.Trim())
            ? pageId!.Trim()
            : throw new ArgumentException("PageId must be the Page's numeric id.", nameof(pageId));
        ApiVersion = apiVersion is null ? GraphVersions.Default
            : GraphVersions.TryNormalize(apiVersion, out var version) ? version
            : throw new ArgumentException("ApiVersion must look like v25.0.", nameof(apiVersion));
        BaseUri = CheckBase(baseUri ?? MetaUri);
        Settings = settings ?? new GraphConnectionSettings();
    }

    /// <summary>System-user access token.</summary>
    public Secret AccessToken { get; }

    /// <summary>Page access token, when one is known.</summary>
    public Secret? PageAccessToken { get; }

    /// <summary>App secret, when one is known.</summary>
    public Secret? AppSecret { get; }

    /// <summary>Digits, without <c>act_</c>.</summary>
    public string AdAccountId { get; }

    /// <summary>Digits.</summary>
    public string PageId { get; }

    /// <summary>Such as <c>v26.0</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>Ends in a slash; the version follows it.</summary>
    public Uri BaseUri { get; }

    /// <summary>Host that calls go to, with its port where that is not https's own.</summary>
    public string Host => BaseUri.Authority;

    /// <summary>Whether calls go to Meta, and not to a sandbox or a proxy of one's own.</summary>
    public bool IsMeta => BaseUri.Host.Equals("facebook.com", StringComparison.OrdinalIgnoreCase) || BaseUri.Host.EndsWith(".facebook.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>How often a failed call is sent again.</summary>
    public int MaxRetryCount => Settings.MaxRetryCount;

    /// <summary>Seconds before the first retry; null for 1 second, and 15 seconds after a rate limit was met.</summary>
    public int? RetryIntervalSec => Settings.RetryIntervalSec;

    /// <summary>Seconds that a call may go on without progress.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    internal GraphConnectionSettings Settings { get; }

    /// <summary>The settings as a client takes them.</summary>
    internal GraphClientOptions ClientOptions => Settings.ToClientOptions();

    /// <summary>The connections, which all clients of the context share. They are made when first used.</summary>
    internal GraphTransport Transport
    {
        get
        {
            lock (_gate)
            {
                return _transport ??= new GraphTransport(this);
            }
        }
    }

    /// <summary>Reads an account from the variables that <see cref="GraphEnvironment"/> names.</summary>
    /// <param name="read">Gives a variable's value, or null; usually <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    /// <param name="settings">How calls are retried and time out; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">Required variables are missing, all of which are named, or one is malformed. Values are not repeated.</exception>
    public static GraphContext FromEnvironment(Func<string, string?> read, GraphConnectionSettings? settings = null) => GraphEnvironment.Read(read, settings);

    /// <summary>Closes the connections. A request under way is finished, and a later one makes new connections.</summary>
    public void CloseConnections()
    {
        lock (_gate)
        {
            _transport?.Dispose();
            _transport = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseConnections();
        AccessToken.Dispose();
        PageAccessToken?.Dispose();
        AppSecret?.Dispose();
    }

    /// <returns>Ids, version and address; no secret.</returns>
    public override string ToString() => $"act_{AdAccountId}, Page {PageId}, {ApiVersion}, {BaseUri}";

    internal Secret? TokenFor(GraphToken token) => token == GraphToken.Page ? PageAccessToken : AccessToken;

    /// <summary>HMAC-SHA256 of the token under the app secret, lower-case hex. Source: Meta's guide to securing Graph API requests.</summary>
    internal string? ProofFor(string token)
    {
        if (AppSecret is null)
        {
            return null;
        }

        using var hmac = new HMACSHA256(Encoding.ASCII.GetBytes(AppSecret.Reveal()));
        return Hex.FromBytes(hmac.ComputeHash(Encoding.ASCII.GetBytes(token)));
    }

    private static string AdAccountDigits(string adAccountId)
    {
        var digits = adAccountId?.Trim();
        if (digits?.StartsWith("act_", StringComparison.OrdinalIgnoreCase) == true)
        {
            digits = digits.Substring(4);
        }

        return GraphId.IsId(digits)
            ? digits!
            : throw new ArgumentException("AdAccountId must be the ad account's numeric id, with or without act_ before it.", nameof(adAccountId));
    }

    private static Uri CheckBase(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || (baseUri.Scheme != "https" && baseUri.Scheme != "http"))
        {
            throw new ArgumentException("BaseUri must be an absolute https address.", nameof(baseUri));
        }

        if (baseUri.Scheme == "http" && !baseUri.IsLoopback)
        {
            throw new ArgumentException("BaseUri must be https: over http the access token could be read on the way. Only a loopback address may be http.", nameof(baseUri));
        }

        if (baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0)
        {
            throw new ArgumentException("BaseUri must have no user name, query or fragment.", nameof(baseUri));
        }

        return baseUri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? baseUri : new Uri(baseUri.AbsoluteUri + "/");
    }
}
