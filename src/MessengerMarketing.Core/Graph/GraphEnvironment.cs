using System;
using System.Collections.Generic;

namespace MessengerMarketing.Graph;

/// <summary>The environment variables for a context.</summary>
internal static class GraphEnvironment
{
    /// <summary>System-user access token. Required.</summary>
    public const string AccessToken = "MM_ACCESS_TOKEN";

    /// <summary>Page access token.</summary>
    public const string PageAccessToken = "MM_PAGE_ACCESS_TOKEN";

    /// <summary>App secret.</summary>
    public const string AppSecret = "MM_APP_SECRET";

    /// <summary>Ad account id, with or without <c>act_</c>. Required.</summary>
    public const string AdAccountId = "MM_AD_ACCOUNT_ID";

    /// <summary>Page id. Required.</summary>
    public const string PageId = "MM_PAGE_ID";

    /// <summary>Graph API version; <see cref="GraphVersions.Default"/> when absent.</summary>
    public const string ApiVersion = "MM_API_VERSION";

    /// <summary>Base address; Meta's address when absent.</summary>
    public const string BaseUri = "MM_BASE_URI";

    internal static GraphContext Read(Func<string, string?> read, GraphConnectionSettings? settings)
    {
        if (read is null)
        {
            throw new ArgumentNullException(nameof(read));
        }

        var missing = new List<string>();
        foreach (string? name in new[] { AccessToken, AdAccountId, PageId })
        {
            if (Value(read, name) is null)
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"The environment has no value for {string.Join(", ", missing)}.");
        }

        var secrets = new List<Secret>();
        try
        {
            Secret? ReadSecret(string name)
            {
                if (Value(read, name) is not { } value)
                {
                    return null;
                }

                var secret = Secret.From(value, name);
                secrets.Add(secret);
                return secret;
            }

            return new GraphContext(
                ReadSecret(AccessToken)!,
                Value(read, AdAccountId)!,
                Value(read, PageId)!,
                ReadSecret(PageAccessToken),
                ReadSecret(AppSecret),
                Value(read, ApiVersion),
                Value(read, BaseUri) is { } address ? Address(address) : null,
                settings);
        }
        catch (ArgumentException exception)
        {
            secrets.ForEach(secret => secret.Dispose());
            throw new InvalidOperationException($"The environment variable {VariableOf(exception.ParamName)} cannot be used. {exception.Message}", exception);
        }
    }

    private static string? Value(Func<string, string?> read, string name) =>
        read(name) is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    private static Uri Address(string baseUri) =>
        Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? address)
            ? address
            : throw new ArgumentException("BaseUri must be an absolute https URL.", nameof(baseUri));

    private static string VariableOf(string? parameter) => parameter switch
    {
        "adAccountId" => AdAccountId,
        "pageId" => PageId,
        "apiVersion" => ApiVersion,
        "baseUri" => BaseUri,
        _ => parameter ?? AccessToken,
    };
}
