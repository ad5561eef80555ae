using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;

namespace MessengerMarketing.Sandboxes;

/// <summary>
/// A running sandbox. Its properties bind to Connect-MMAccount by name, so <c>Start-MMSandbox | Connect-MMAccount</c> connects with it.
/// </summary>
/// <remarks>Lists are arrays, which PowerShell can index; a list that only implements its interface it cannot.</remarks>
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

    /// <summary>Seconds before a first retry, for Connect-MMAccount: a sandbox's limits need no long wait.</summary>
    public int RetryIntervalSec { get; } = 1;

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

    /// <summary>The state of its tokens, ad account and Page; set a property to see what a script does when something no longer works.</summary>
    public SandboxAccountState State => _server.State;

    /// <summary>The app that receives webhooks.</summary>
    public string AppId => _server.AppId;

    /// <summary>Where webhooks go; null for nowhere.</summary>
    public Uri? WebhookUri => _server.WebhookUri;

    /// <summary>What the receiver of webhooks is expected to know; null while there is none.</summary>
    public SecureString? VerifyToken => _server.VerifyToken is { } token ? Protect(token) : null;

    /// <summary>The webhook fields that the app is subscribed to, as Register-MMWebhook last said.</summary>
    public IReadOnlyList<string> WebhookFields => _server.WebhookFields.ToArray();

    /// <summary>Webhooks that were delivered or given up: field, status, attempts, time; no bodies.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries => _server.Deliveries.ToArray();

    /// <summary>How many webhooks are still to be delivered.</summary>
    public int PendingDeliveries => _server.PendingDeliveries;

    /// <summary>The opt-in requests that the Page has sent, with what was answered.</summary>
    public IReadOnlyList<SandboxOptInRequest> OptInRequests => _server.OptInRequests.ToArray();

    /// <summary>The private replies that the Page has sent to comments and posts.</summary>
    public IReadOnlyList<SandboxPrivateReply> PrivateReplies => _server.PrivateReplies.ToArray();

    /// <summary>Its campaigns, ad sets, creatives and ads.</summary>
    public IReadOnlyList<SandboxAdObject> AdObjects => _server.AdObjects.ToArray();

    /// <summary>How far its clock is ahead; set it to see what comes after 12 hours, 24 hours or a week.</summary>
    public TimeSpan ClockOffset
    {
        get => _server.ClockOffset;
        set => _server.ClockOffset = value;
    }

    /// <summary>The faults that were asked for and have not happened yet, in their order.</summary>
    public IReadOnlyList<string> PendingFaults => _server.PendingFaults.Select(static fault => fault.ToString()).ToArray();

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>Calls answered so far.</summary>
    public long RequestCount => _server.RequestCount;

    /// <summary>Connections accepted so far.</summary>
    public long ConnectionCount => _server.ConnectionCount;

    /// <summary>The latest calls: method, path, status; no bodies and no tokens.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _server.Requests.ToArray();

    /// <summary>Its audiences with what the server alone knows: how many people there are, and how many matched.</summary>
    public IReadOnlyList<SandboxAudience> Audiences => _server.Audiences.ToArray();

    /// <summary>
    /// Lets the next calls fail, one after the other: a Graph error code with or without a subcode (<c>80003</c>, <c>190/463</c>),
    /// or one of Throttled, EmptyServerError, HtmlErrorPage, DroppedBeforeProcessing, DroppedAfterProcessing, Truncated, TruncatedChunks.
    /// A fault waits for calls of a kind when a method, the end of a path or both stand behind it: <c>190/463 at POST /users</c>.
    /// </summary>
    /// <remarks>Takes objects, because an array made in a script is one of objects; PowerShell would join it into one text.</remarks>
    /// <exception cref="ArgumentException">One of them is neither a code nor a known name.</exception>
    public void FailNext(params object[] faults)
        => _server.FailNext(SandboxFaults.Parse(faults.Select(fault => Convert.ToString(fault, CultureInfo.InvariantCulture) ?? string.Empty)));

    /// <summary>Delivers webhooks to another address on loopback from now on, after a handshake; null for nowhere.</summary>
    public void SendWebhooksTo(Uri? address, SecureString? verifyToken = null) => _server.SendWebhooksTo(address, Unprotect(verifyToken));

    /// <summary>Somebody writes to the Page from a Click-to-Messenger ad, and is a subscriber from then on.</summary>
    public SandboxSubscription SubscribeFromAd() => _server.SubscribeFromAd();

    /// <summary>Somebody becomes a subscriber by ClickToMessenger, CommentAutomation or ReplyAutomation.</summary>
    public SandboxSubscription Subscribe(SubscriptionSource source) => _server.Subscribe(source);

    /// <summary>The text of a secret; null for null.</summary>
    internal static string? Unprotect(SecureString? secret) => secret is null ? null : new NetworkCredential(string.Empty, secret).Password;

    /// <summary>Reads a row as cmdlets do: an object's properties are its columns.</summary>
    internal static IDictionary? ReadRow(object row)
    {
        var item = PSObject.AsPSObject(row);
        if (item.BaseObject is IDictionary entries)
        {
            return entries;
        }

        var columns = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyInfo property in item.Properties.Where(static property => property is PSNoteProperty or PSProperty && property.IsGettable))
        {
            columns[property.Name] = property.Value;
        }

        return item.BaseObject is PSCustomObject || columns.Contains("EMAIL") || columns.Contains("PHONE") ? columns : null;
    }

    /// <summary>The sandbox itself, for the cmdlets that play customers.</summary>
    internal SandboxServer Server => _server;

    internal SandboxMessage SendMessage(string text, string? psid) => _server.SendMessage(text, psid);

    internal IReadOnlyList<SandboxOptInRequest> Answer(string? psid, string? title, bool approves) =>
        approves ? _server.ApproveOptIn(psid, title) : _server.DeclineOptIn(psid, title);

    internal void Stop() => _server.Stop();

    private static SecureString Protect(string text) => Secret.From(text).ToSecureString();
}
