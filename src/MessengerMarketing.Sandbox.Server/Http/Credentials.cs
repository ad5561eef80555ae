using System;
using System.Text;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Http;

/// <summary>Checks the access token and the appsecret_proof of a call.</summary>
internal static class Credentials
{
    private const string Scheme = "Bearer ";

    /// <summary>Returns the token of an <c>Authorization</c> header, or null.</summary>
    public static string? BearerToken(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization.Substring(Scheme.Length).Trim()
            : null;

    /// <summary>Throws when the token is missing or unknown, or when the proof is wrong.</summary>
    /// <returns>Whether it is the Page token.</returns>
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

        if (FindState(account, isPage) is { } problem)
        {
            throw problem;
        }

        CheckProof(account, token!, parameters);
        return isPage;
    }

    /// <summary>Returns why a token is not accepted at the moment; null when it is.</summary>
    public static GraphErrorException? FindState(AdAccount account, bool isPage)
    {
        SandboxAccountState state = account.State;
        return (isPage ? state.IsPageTokenRevoked : state.IsAccessTokenRevoked) ? GraphErrors.TokenRevoked()
            : (isPage ? state.PageTokenExpiresAt : state.AccessTokenExpiresAt) <= account.Now ? GraphErrors.TokenExpired()
            : null;
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

        // When there is a time, the proof also covers the time.
        string message = parameters["appsecret_time"] is { } time ? token + "|" + time : token;
        if (!string.Equals(proof, HexHash.HmacSha256(account.AppSecret, Encoding.UTF8.GetBytes(message)), StringComparison.OrdinalIgnoreCase))
        {
            throw GraphErrors.ProofInvalid();
        }
    }
}
