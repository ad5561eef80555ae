using System;
using System.Text;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Checks the access token of a call and the proof that goes with it.</summary>
internal static class Credentials
{
    private const string Scheme = "Bearer ";

    /// <summary>The token of an <c>Authorization</c> header, or null.</summary>
    public static string? BearerToken(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization.Substring(Scheme.Length).Trim()
            : null;

    /// <summary>Refuses a token that is missing or not one of the account's, and a proof that is wrong.</summary>
    /// <returns>Whether it is the Page's token.</returns>
    public static bool Check(AdAccount account, string? token, GraphParameters parameters)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw GraphErrors.TokenMissing();
        }

        bool isPage = string.Equals(token, account.PageAccessToken, StringComparison.Ordinal);
        if (!isPage && !string.Equals(token, account.AccessToken, StringComparison.Ordinal))
        {
            throw GraphErrors.TokenInvalid();
        }

        CheckProof(account, token!, parameters);
        return isPage;
    }

    private static void CheckProof(AdAccount account, string token, GraphParameters parameters)
    {
        if (parameters["appsecret_proof"] is not { } proof)
        {
            if (account.Options.RequireAppSecretProof)
            {
                throw GraphErrors.ProofMissing();
            }

            return;
        }

        // With a time beside it, the proof covers that too.
        string message = parameters["appsecret_time"] is { } time ? token + "|" + time : token;
        if (!string.Equals(proof, HexHash.HmacSha256(account.AppSecret, Encoding.UTF8.GetBytes(message)), StringComparison.OrdinalIgnoreCase))
        {
            throw GraphErrors.ProofInvalid();
        }
    }
}
