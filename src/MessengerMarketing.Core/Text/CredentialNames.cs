using System;
using System.Collections.Generic;

namespace MessengerMarketing.Text;

/// <summary>Recognizes parameters with credentials by their names. Source: the parameters of Meta's OAuth and token endpoints.</summary>
internal static class CredentialNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "appsecret_proof", "appsecret_time", "signed_request", "code", "code_verifier", "key", "token", "assertion", "client_assertion",
        "authorization", "otp", "sig", "signature", "pass", "pwd",
    };

    // Paging cursors have similar names, but are not credentials.
    private static readonly HashSet<string> Cursors = new(StringComparer.OrdinalIgnoreCase)
    {
        "__paging_token", "paging_token", "page_token", "next_page_token", "continuation_token", "sync_token",
    };

    private static readonly string[] Endings = ["token", "tokens", "apikey", "api_key", "app_key", "access_key", "private_key", "secret_key", "client_key"];

    private static readonly string[] Parts = ["secret", "password", "passwd", "passphrase", "credential"];

    /// <summary>Returns whether a query parameter with this name is a credential, such as <c>input_token</c> or <c>client_secret</c>.</summary>
    /// <param name="name">The name, not escaped. Case does not matter.</param>
    public static bool IsCredential(string name)
    {
        int bracket = name.IndexOf('[');
        if (bracket > 0)
        {
            // An item of a list, such as token[0].
            name = name.Substring(0, bracket);
        }

        return !Cursors.Contains(name) && IsListed(name);
    }

    private static bool IsListed(string name) =>
        Names.Contains(name)
        || Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Parts, part => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
