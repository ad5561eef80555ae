using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;

namespace MessengerMarketing.Sandboxes;

/// <summary>
/// A running sandbox. Its properties bind to Connect-MMAccount by name, so <c>Start-MMSandbox | Connect-MMAccount</c> connects with it.
/// </summary>
public sealed class SandboxInstance
{
    private readonly SandboxServer _server;

    internal SandboxInstance(SandboxServer server)
    {
        _server = server;
        AccessToken = Protect(server.AccessToken);
        PageAccessToken = Protect(server.PageAccessToken);
        AppSecret = Protect(server.AppSecret);
    }

    /// <summary>Address of the sandbox.</summary>
    public Uri BaseUri => _server.BaseUri;

    /// <summary>Its port on the loopback address.</summary>
    public int Port => _server.BaseUri.Port;

    /// <summary>Graph API version it speaks.</summary>
    public string ApiVersion => _server.ApiVersion;

    /// <summary>Its ad account.</summary>
    public string AdAccountId => _server.AdAccountId;

    /// <summary>Its Page.</summary>
    public string PageId => _server.PageId;

    /// <summary>System-user token that it accepts.</summary>
    public SecureString AccessToken { get; }

    /// <summary>Page token that it accepts.</summary>
    public SecureString PageAccessToken { get; }

    /// <summary>App secret that proofs are checked against.</summary>
    public SecureString AppSecret { get; }

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>Calls answered so far.</summary>
    public long RequestCount => _server.RequestCount;

    /// <summary>The latest calls: method, path, status; no bodies and no tokens.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _server.Requests;

    /// <summary>Its audiences with what the server alone knows: how many people there are, and how many matched.</summary>
    public IReadOnlyList<SandboxAudience> Audiences => _server.Audiences;

    /// <summary>
    /// Lets the next calls fail, one after the other: a Graph error code with or without a subcode (<c>80003</c>, <c>190/463</c>),
    /// or one of Throttled, EmptyServerError, HtmlErrorPage, DroppedBeforeProcessing, DroppedAfterProcessing.
    /// </summary>
    /// <remarks>Takes objects, because an array made in a script is one of objects; PowerShell would join it into one text.</remarks>
    /// <exception cref="ArgumentException">One of them is neither a code nor a known name.</exception>
    public void FailNext(params object[] faults)
        => _server.FailNext(SandboxFaults.Parse(faults.Select(fault => Convert.ToString(fault, CultureInfo.InvariantCulture) ?? string.Empty)));

    internal void Stop() => _server.Stop();

    private static SecureString Protect(string text) => Secret.From(text).ToSecureString();
}
