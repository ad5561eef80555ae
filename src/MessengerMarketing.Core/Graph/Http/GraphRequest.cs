using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Graph;

/// <summary>
/// One call to the Graph API, in a form that can be sent more than once. The version goes before the path and the token into the
/// Authorization header by itself.
/// </summary>
public sealed record GraphRequest
{
    private static readonly char[] Forbidden = ['\\', '#', '\r', '\n', '\t', '\0'];

    private readonly bool? _isIdempotent;

    /// <summary>Describes a call.</summary>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">Relative, such as <c>act_1234/customaudiences</c>, not escaped. It may bring a version of its own, <c>v24.0/me</c>, and a query, <c>me?fields=id</c>, which is escaped.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, climbs with <c>..</c>, or its query holds a token.</exception>
    public GraphRequest(HttpMethod method, string path)
    {
        Method = method ?? throw new ArgumentNullException(nameof(method));
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        var question = path.IndexOf('?');
        Path = CheckPath(question < 0 ? path : path.Substring(0, question));
        Query = question < 0 ? [] : ParseQuery(path.Substring(question + 1));
    }

    /// <summary>GET, POST or DELETE.</summary>
    public HttpMethod Method { get; }

    /// <summary>Relative path without query and without slashes at its ends, not escaped.</summary>
    public string Path { get; }

    /// <summary>Query parameters, not escaped.</summary>
    /// <exception cref="ArgumentException">Set with an access token among them: tokens travel in the header only, as addresses end up in logs.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Query
    {
        get => field;
        init => field = CheckQuery(value);
    } = [];

    /// <summary>Makes the body, anew for each attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Which token is sent.</summary>
    public GraphToken Token { get; init; }

    /// <summary>What the response must hold to count as success.</summary>
    public ResponseShape Shape { get; init; } = ResponseShape.Any;

    /// <summary>
    /// Finds out whether an earlier attempt was carried out although no usable response came. Called before such a request is sent again and
    /// once more when the attempts are used up. It gives the response that was lost, or null when the request has to be sent again. The client
    /// it is given keeps to what is left of the call's time.
    /// </summary>
    public Func<GraphClient, CancellationToken, Task<GraphResponse?>>? Settle { get; init; }

    /// <summary>Awaited before the request is sent again, after the wait between attempts; null for nothing.</summary>
    public Func<CancellationToken, Task>? BeforeRetry { get; init; }

    /// <summary>
    /// Whether doing it twice is as good as doing it once; when not set, true for everything but POST. A POST that is not, and has no
    /// <see cref="Settle"/>, is not sent again when nobody said whether it was carried out.
    /// </summary>
    public bool IsIdempotent
    {
        get => _isIdempotent ?? Method != HttpMethod.Post;
        init => _isIdempotent = value;
    }

    /// <summary>The call as it may be shown: method and path, without query; what is no known kind of id or name is masked.</summary>
    public string Operation
    {
        get
        {
            var segments = Path.Split('/');
            for (var i = 0; i < segments.Length; i++)
            {
                segments[i] = IsHarmless(segments[i]) ? segments[i] : "***";
            }

            return $"{Method} {string.Join("/", segments)}";
        }
    }

    /// <summary>The same call with one query parameter set, in place of those of that name.</summary>
    public GraphRequest With(string name, string value)
    {
        var query = new List<KeyValuePair<string, string>>();
        foreach (var parameter in Query)
        {
            if (parameter.Key != name)
            {
                query.Add(parameter);
            }
        }

        query.Add(new(name, value));
        return this with { Query = query };
    }

    /// <returns><see cref="Operation"/>.</returns>
    public override string ToString() => Operation;

    internal Uri AddressAt(GraphContext account, string? proof)
    {
        var address = new StringBuilder(account.BaseUri.AbsoluteUri);
        if (!GraphVersions.TryNormalize(FirstSegment(Path), out _))
        {
            address.Append(account.ApiVersion).Append('/');
        }

        address.Append(string.Join("/", Array.ConvertAll(Path.Split('/'), Uri.EscapeDataString)));
        var separator = '?';
        foreach (var parameter in Query)
        {
            address.Append(separator).Append(Uri.EscapeDataString(parameter.Key)).Append('=').Append(Uri.EscapeDataString(parameter.Value));
            separator = '&';
        }

        if (proof is not null)
        {
            address.Append(separator).Append("appsecret_proof=").Append(proof);
        }

        return new Uri(address.ToString());
    }

    internal static List<KeyValuePair<string, string>> ParseQuery(string query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var part in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=');
            var name = equals < 0 ? part : part.Substring(0, equals);
            var value = equals < 0 ? "" : part.Substring(equals + 1);
            parameters.Add(new(Unescape(name), Unescape(value)));
        }

        return parameters;
    }

    internal static bool IsCredential(string name) =>
        name.Equals("access_token", StringComparison.OrdinalIgnoreCase)
        || name.Equals("appsecret_proof", StringComparison.OrdinalIgnoreCase)
        || name.Equals("appsecret_time", StringComparison.OrdinalIgnoreCase);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string FirstSegment(string path) => path.Split(['/'], 2)[0];

    private static string CheckPath(string path)
    {
        var trimmed = path.Trim().Trim('/');
        var usable = trimmed.Length > 0 && trimmed.IndexOfAny(Forbidden) < 0 && trimmed.IndexOf("://", StringComparison.Ordinal) < 0;
        foreach (var segment in trimmed.Split('/'))
        {
            usable = usable && segment is not ("" or "." or "..");
        }

        return usable
            ? trimmed
            : throw new ArgumentException("The path must be relative to the API's address, such as me/accounts.", nameof(path));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> CheckQuery(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        foreach (var parameter in query)
        {
            if (IsCredential(parameter.Key))
            {
                throw new ArgumentException($"{parameter.Key} cannot stand in the query: the context's token is sent in the Authorization header, and the proof is added by itself.", nameof(query));
            }
        }

        return query;
    }

    private static bool IsHarmless(string segment)
    {
        if (GraphId.IsId(segment) || GraphVersions.TryNormalize(segment, out _))
        {
            return true;
        }

        var name = segment.StartsWith("act_", StringComparison.Ordinal) ? segment.Substring(4) : segment;
        if (name.Length < segment.Length && GraphId.IsId(name))
        {
            return true;
        }

        foreach (var character in name)
        {
            if (character is not ((>= 'a' and <= 'z') or '_'))
            {
                return false;
            }
        }

        return name.Length <= 64;
    }
}
