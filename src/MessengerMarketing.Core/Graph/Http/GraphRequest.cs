using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Graph;

/// <summary>
/// One call to the Graph API, which can be sent more than once. The client adds the version to the path and the token to the
/// Authorization header.
/// </summary>
public sealed record GraphRequest
{
    private static readonly char[] Forbidden = ['\\', '#', '\r', '\n', '\t', '\0'];

    private readonly bool? _isIdempotent;

    /// <summary>Creates a request.</summary>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">Relative path, such as <c>act_1234/customaudiences</c>, not escaped. It may have a version, <c>v24.0/me</c>, and an escaped query, <c>me?fields=id</c>.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute or contains <c>..</c>, or its query contains a token.</exception>
    public GraphRequest(HttpMethod method, string path)
    {
        Method = method ?? throw new ArgumentNullException(nameof(method));
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        int question = path.IndexOf('?');
        Path = CheckPath(question < 0 ? path : path.Substring(0, question));
        Query = question < 0 ? [] : ParseQuery(path.Substring(question + 1));
    }

    /// <summary>GET, POST or DELETE.</summary>
    public HttpMethod Method { get; }

    /// <summary>Relative path without query and without leading or trailing slashes, not escaped.</summary>
    public string Path { get; }

    /// <summary>Query parameters, not escaped.</summary>
    /// <exception cref="ArgumentException">The query contains an access token. Tokens are sent in the header only, because URLs are logged.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Query
    {
        get => field;
        init => field = CheckQuery(value);
    } = [];

    /// <summary>Creates the body for each attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The token to send.</summary>
    public GraphToken Token { get; init; }

    /// <summary>What the response must contain to count as success.</summary>
    public ResponseShape Shape { get; init; } = ResponseShape.Any;

    /// <summary>
    /// Checks whether an earlier attempt was carried out although there was no usable response. Called before the request is sent again, and
    /// once more when no attempts are left. It returns the lost response, or null when the request must be sent again. The client that it
    /// gets is limited to the remaining time of the call.
    /// </summary>
    public Func<GraphClient, CancellationToken, Task<GraphResponse?>>? FindLostResponse { get; init; }

    /// <summary>Awaited before the request is sent again, after the delay between attempts; null for nothing.</summary>
    public Func<CancellationToken, Task>? BeforeRetry { get; init; }

    /// <summary>
    /// Whether sending it twice has the same effect as sending it once. The default is true for all methods except POST. A POST that is not
    /// idempotent and has no <see cref="FindLostResponse"/> is not sent again when it is unknown whether it was carried out.
    /// </summary>
    public bool IsIdempotent
    {
        get => _isIdempotent ?? Method != HttpMethod.Post;
        init => _isIdempotent = value;
    }

    /// <summary>Method and path for display, without the query. Segments that are not a known kind of id or name are masked.</summary>
    public string Operation
    {
        get
        {
            string[] segments = Path.Split('/');
            for (int i = 0; i < segments.Length; i++)
            {
                segments[i] = IsHarmless(segments[i]) ? segments[i] : "***";
            }

            return $"{Method} {string.Join("/", segments)}";
        }
    }

    /// <summary>Returns the same request with a query parameter set. It replaces existing parameters of that name.</summary>
    public GraphRequest With(string name, string value)
    {
        var query = new List<KeyValuePair<string, string>>();
        foreach (KeyValuePair<string, string> parameter in Query)
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

    internal Uri CreateUri(GraphContext context, string? proof)
    {
        var address = new StringBuilder(context.BaseUri.AbsoluteUri);
        if (!GraphVersions.TryNormalize(FirstSegment(Path), out _))
        {
            address.Append(context.ApiVersion).Append('/');
        }

        address.Append(string.Join("/", Array.ConvertAll(Path.Split('/'), Uri.EscapeDataString)));
        char separator = '?';
        foreach (KeyValuePair<string, string> parameter in Query)
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

    /// <summary>Returns the requested version: the version in the path, or otherwise the version of the context.</summary>
    internal string VersionFor(GraphContext context) => GraphVersions.TryNormalize(FirstSegment(Path), out string version) ? version : context.ApiVersion;

    internal static List<KeyValuePair<string, string>> ParseQuery(string query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (string? part in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=');
            string name = equals < 0 ? part : part.Substring(0, equals);
            string value = equals < 0 ? "" : part.Substring(equals + 1);
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
        string trimmed = path.Trim().Trim('/');
        bool usable = trimmed.Length > 0 && trimmed.IndexOfAny(Forbidden) < 0 && trimmed.IndexOf("://", StringComparison.Ordinal) < 0;
        foreach (string? segment in trimmed.Split('/'))
        {
            usable = usable && segment is not ("" or "." or "..");
        }

        return usable
            ? trimmed
            : throw new ArgumentException("The path must be relative to the API's address, such as me/accounts.", nameof(path));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> CheckQuery(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        foreach (KeyValuePair<string, string> parameter in query)
        {
            if (IsCredential(parameter.Key))
            {
                throw new ArgumentException($"{parameter.Key} is not allowed in the query. The context's token is sent in the Authorization header, and the proof is added automatically.", nameof(query));
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

        string name = segment.StartsWith("act_", StringComparison.Ordinal) ? segment.Substring(4) : segment;
        if (name.Length < segment.Length && GraphId.IsId(name))
        {
            return true;
        }

        foreach (char character in name)
        {
            if (character is not ((>= 'a' and <= 'z') or '_'))
            {
                return false;
            }
        }

        return name.Length <= 64;
    }
}
