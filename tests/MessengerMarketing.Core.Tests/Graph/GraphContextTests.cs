using System;
using System.Collections.Generic;
using System.Security;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class GraphContextTests
{
    private static Secret Token => Secret.From("EAAtesttoken");

    [Theory]
    [InlineData("1234567890")]
    [InlineData("act_1234567890")]
    [InlineData(" ACT_1234567890 ")]
    public void An_ad_account_is_accepted_with_or_without_its_prefix(string id)
    {
        using var account = new GraphContext(Token, id, "42");

        Assert.Equal("1234567890", account.AdAccountId);
        Assert.Equal("v26.0", account.ApiVersion);
        Assert.Equal("https://graph.facebook.com/", account.BaseUri.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("act_")]
    [InlineData("my account")]
    [InlineData("١٢٣")]
    public void An_invalid_ad_account_is_refused_without_repeating_it(string id)
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new GraphContext(Token, id, "42"));

        Assert.Equal("adAccountId", problem.ParamName);
        Assert.StartsWith("AdAccountId must be", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_in_place_of_an_id_is_not_shown()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new GraphContext(Token, "1", "EAAleakedtoken"));

        Assert.Equal("pageId", problem.ParamName);
        Assert.DoesNotContain("EAAleaked", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.example.com", "https://graph.example.com/")]
    [InlineData("https://graph.example.com/meta", "https://graph.example.com/meta/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://localhost:8080/", "http://localhost:8080/")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080/")]
    public void A_base_address_is_https_or_loopback(string given, string kept)
    {
        using var account = new GraphContext(Token, "1", "2", baseUri: new Uri(given));

        Assert.Equal(kept, account.BaseUri.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://graph.facebook.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///tmp")]
    [InlineData("https://user:word@graph.example.com/")]
    [InlineData("https://graph.example.com/?access_token=x")]
    public void Any_other_base_address_is_refused(string address)
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new GraphContext(Token, "1", "2", baseUri: new Uri(address)));

        Assert.Equal("baseUri", problem.ParamName);
        Assert.StartsWith("BaseUri must", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v24.0", "v24.0")]
    [InlineData("26.0", "v26.0")]
    public void A_version_is_accepted_with_or_without_its_letter(string given, string kept)
    {
        using var account = new GraphContext(Token, "1", "2", apiVersion: given);

        Assert.Equal(kept, account.ApiVersion);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("v25")]
    [InlineData("v25.0/me")]
    [InlineData("")]
    public void An_invalid_version_is_refused(string version) =>
        Assert.Equal("apiVersion", Assert.Throws<ArgumentException>(() => new GraphContext(Token, "1", "2", apiVersion: version)).ParamName);

    [Fact]
    public void The_environment_gives_an_account()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MM_ACCESS_TOKEN"] = "EAAsystem\n",
            ["MM_PAGE_ACCESS_TOKEN"] = "EAApage",
            ["MM_APP_SECRET"] = "0123456789abcdef0123456789abcdef",
            ["MM_AD_ACCOUNT_ID"] = "act_11",
            ["MM_PAGE_ID"] = "22",
            ["MM_API_VERSION"] = "v26.0",
            ["MM_BASE_URI"] = "http://127.0.0.1:5000",
        };

        using var account = GraphContext.FromEnvironment(name => variables.GetValueOrDefault(name));

        Assert.Equal("EAAsystem", account.AccessToken.Reveal());
        Assert.Equal("EAApage", account.PageAccessToken!.Reveal());
        Assert.Equal(32, account.AppSecret!.Length);
        Assert.Equal("act_11, Page 22, v26.0, http://127.0.0.1:5000/", account.ToString());
    }

    [Fact]
    public void Missing_environment_variables_are_named()
    {
        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(() => GraphContext.FromEnvironment(name => name == "MM_AD_ACCOUNT_ID" ? "1" : " "));

        Assert.Equal("The environment has no value for MM_ACCESS_TOKEN, MM_PAGE_ID.", problem.Message);
    }

    [Theory]
    [InlineData("MM_ACCESS_TOKEN", "EAA with blanks")]
    [InlineData("MM_AD_ACCOUNT_ID", "EAAleaked")]
    [InlineData("MM_BASE_URI", "EAAleaked")]
    [InlineData("MM_BASE_URI", "http://example.com/EAAleaked")]
    [InlineData("MM_API_VERSION", "EAAleaked")]
    public void An_invalid_environment_variable_is_named_without_its_value(string wrong, string value)
    {
        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(() => GraphContext.FromEnvironment(name =>
            name == wrong ? value : name is "MM_ACCESS_TOKEN" or "MM_AD_ACCOUNT_ID" or "MM_PAGE_ID" ? "1" : null));

        Assert.StartsWith($"The environment variable {wrong} cannot be used.", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("EAA", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_displayed_as_stars_and_trimmed()
    {
        using var typed = new SecureString();
        foreach (char character in " EAAtyped ")
        {
            typed.AppendChar(character);
        }

        using var secret = Secret.From(typed);

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("EAAtyped", secret.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("EAA\nInjected: header")]
    [InlineData("EAA\u00e9")]
    public void A_secret_that_is_not_valid_in_a_header_is_refused_without_repeating_it(string value)
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => Secret.From(value));

        Assert.DoesNotContain("EAA", problem.Message, StringComparison.Ordinal);
    }
}
