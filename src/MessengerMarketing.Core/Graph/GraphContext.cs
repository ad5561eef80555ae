using System;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>The token that a request uses.</summary>
public enum GraphToken
{
    /// <summary>The system-user token, for the ad account, audiences and uploads.</summary>
    System,

    /// <summary>The Page token, for messages and subscription tokens.</summary>
    Page,
}

/// <summary>
/// The credentials, ad account, Page and API address of Graph API calls. Immutable. Disposing it disposes the secrets.
/// </summary>
public sealed class GraphContext : IDisposable
{
    private static readonly Uri MetaUri = new("https://graph.facebook.com/");

    private readonly object _gate = new();
    private GraphTransport? _transport;

    /// <summary>Checks and stores the parts. Exception messages name the part, never its value.</summary>
    /// <param name="accessToken">System-user access token.</param>
    /// <param name="adAccountId">Digits, with or without <c>act_</c>.</param>
    /// <param name="pageId">Digits.</param>
    /// <param name="pageAccessToken">Page access token; null when only audiences are used.</param>
    /// <param name="appSecret">When given, every request carries an <c>appsecret_proof</c>.</param>
    /// <param name="apiVersion">Such as <c>v26.0</c>; null for <see cref="GraphVersions.Default"/>.</param>
    /// <param name="baseUri">Null for Meta's address. Any host except the loopback address must use https.</param>
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
            : throw new ArgumentException("PageId must be the numeric ID of the Page.", nameof(pageId));
        ApiVersion = apiVersion is null ? GraphVersions.Default
            : GraphVersions.TryNormalize(apiVersion, out string? version) ? version
            : throw new ArgumentException("ApiVersion must look like v25.0.", nameof(apiVersion));
        BaseUri = CheckBase(baseUri ?? MetaUri);
        Settings = settings ?? new GraphConnectionSettings();
    }

    /// <summary>The system-user access token.</summary>
    public Secret AccessToken { get; }

    /// <summary>The Page access token; null when there is none.</summary>
    public Secret? PageAccessToken { get; }

    /// <summary>The app secret; null when there is none.</summary>
    public Secret? AppSecret { get; }

    /// <summary>Digits, without <c>act_</c>.</summary>
    public string AdAccountId { get; }

    /// <summary>Digits.</summary>
    public string PageId { get; }

    /// <summary>Such as <c>v26.0</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>The base address. It ends with a slash, and the version follows.</summary>
    public Uri BaseUri { get; }

    /// <summary>The host of the calls, with the port when it is not the default port of https.</summary>
    public string Host => BaseUri.Authority;

    /// <summary>Whether calls go to Meta, and not to a sandbox or to your own proxy.</summary>
    public bool IsMeta => BaseUri.Host.Equals("facebook.com", StringComparison.OrdinalIgnoreCase) || BaseUri.Host.EndsWith(".facebook.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Number of retries of a failed call.</summary>
    public int MaxRetryCount => Settings.MaxRetryCount;

    /// <summary>Seconds before the first retry; null for 1 second, and 15 seconds after a rate limit error.</summary>
    public int? RetryIntervalSec => Settings.RetryIntervalSec;

    /// <summary>Seconds that a call may take without progress.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    internal GraphConnectionSettings Settings { get; }

    /// <summary>The settings as client options.</summary>
    internal GraphClientOptions ClientOptions => Settings.ToClientOptions();

    /// <summary>The connections, which all clients of the context share. They are created on first use.</summary>
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

    /// <summary>Reads a context from the environment variables of <see cref="GraphEnvironment"/>.</summary>
    /// <param name="read">Returns a variable's value, or null; usually <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    /// <param name="settings">How calls are retried and time out; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">Required variables are missing (the message names all of them), or one is malformed. The message contains no values.</exception>
    public static GraphContext FromEnvironment(Func<string, string?> read, GraphConnectionSettings? settings = null) => GraphEnvironment.Read(read, settings);

    /// <summary>Closes the connections. A request in progress is completed, and a later one opens new connections.</summary>
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

    /// <returns>Ids, version and address, without secrets.</returns>
    public override string ToString() => $"act_{AdAccountId}, Page {PageId}, {ApiVersion}, {BaseUri}";

    internal Secret? TokenFor(GraphToken token) => token == GraphToken.Page ? PageAccessToken : AccessToken;

    /// <summary>HMAC-SHA256 of the token under the app secret, lowercase hex. Source: Meta's guide to securing Graph API requests.</summary>
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
        string? digits = adAccountId?.Trim();
        if (digits?.StartsWith("act_", StringComparison.OrdinalIgnoreCase) == true)
        {
            digits = digits.Substring(4);
        }

        return GraphId.IsId(digits)
            ? digits!
            : throw new ArgumentException("AdAccountId must be the numeric ID of the ad account, with or without the prefix act_.", nameof(adAccountId));
    }

    private static Uri CheckBase(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || (baseUri.Scheme != "https" && baseUri.Scheme != "http"))
        {
            throw new ArgumentException("BaseUri must be an absolute https URL.", nameof(baseUri));
        }

        if (baseUri.Scheme == "http" && !baseUri.IsLoopback)
        {
            throw new ArgumentException("BaseUri must use https, because http would expose the access token on the network. Only a loopback address may use http.", nameof(baseUri));
        }

        if (baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0)
        {
            throw new ArgumentException("BaseUri must not have a user name, query, or fragment.", nameof(baseUri));
        }

        return baseUri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? baseUri : new Uri(baseUri.AbsoluteUri + "/");
    }
}
