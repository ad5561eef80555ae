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

/// <summary>A running sandbox. Its properties bind to Connect-MMAccount by name, so <c>Start-MMSandbox | Connect-MMAccount</c> connects to it.</summary>
/// <remarks>Lists are arrays, because PowerShell cannot index a list that implements only the interface.</remarks>
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

    /// <summary>Default version of its Graph API.</summary>
    public string ApiVersion => _server.ApiVersion;

    /// <summary>Seconds before the first retry, for Connect-MMAccount. The limits of a sandbox need no long wait.</summary>
    public int RetryIntervalSec { get; } = 1;

    /// <summary>Its ad account.</summary>
    public string AdAccountId => _server.AdAccountId;

    /// <summary>Its Page.</summary>
    public string PageId => _server.PageId;

    /// <summary>System-user token that it accepts.</summary>
    public SecureString AccessToken { get; }

    /// <summary>Page token that it accepts.</summary>
    public SecureString PageAccessToken { get; }

    /// <summary>App secret that proofs are verified with.</summary>
    public SecureString AppSecret { get; }

    /// <summary>The state of its tokens, ad account, and Page. Set its properties to test how a script handles problems.</summary>
    public SandboxAccountState State => _server.State;

    /// <summary>The app that receives webhooks.</summary>
    public string AppId => _server.AppId;

    /// <summary>The address that webhooks are sent to, or null.</summary>
    public Uri? WebhookUri => _server.WebhookUri;

    /// <summary>The verify token of the webhook receiver, or null if there is no receiver.</summary>
    public SecureString? VerifyToken => _server.VerifyToken is { } token ? Protect(token) : null;

    /// <summary>The webhook fields that the app is subscribed to.</summary>
    public IReadOnlyList<string> WebhookFields => _server.WebhookFields.ToArray();

    /// <summary>Webhooks that were delivered or abandoned: field, status, attempts, and time, without bodies.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries => _server.Deliveries.ToArray();

    /// <summary>Number of webhooks that have not been delivered yet.</summary>
    public int PendingDeliveries => _server.PendingDeliveries;

    /// <summary>The opt-in requests that the Page has sent, with the answers.</summary>
    public IReadOnlyList<SandboxOptInRequest> OptInRequests => _server.OptInRequests.ToArray();

    /// <summary>The private replies that the Page has sent to comments and posts.</summary>
    public IReadOnlyList<SandboxPrivateReply> PrivateReplies => _server.PrivateReplies.ToArray();

    /// <summary>Its campaigns, ad sets, creatives, and ads.</summary>
    public IReadOnlyList<SandboxAdObject> AdObjects => _server.AdObjects.ToArray();

    /// <summary>How far its clock is ahead. Set it to test what happens after 12 hours, 24 hours, or a week.</summary>
    public TimeSpan ClockOffset
    {
        get => _server.ClockOffset;
        set => _server.ClockOffset = value;
    }

    /// <summary>The requested faults that have not occurred yet, in order.</summary>
    public IReadOnlyList<string> PendingFaults => _server.PendingFaults.Select(static fault => fault.ToString()).ToArray();

    /// <summary>Whether it is running.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>Number of calls answered so far.</summary>
    public long RequestCount => _server.RequestCount;

    /// <summary>Number of connections accepted so far.</summary>
    public long ConnectionCount => _server.ConnectionCount;

    /// <summary>The latest calls: method, path, and status, without bodies and tokens.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _server.Requests.ToArray();

    /// <summary>Its audiences, with data that only the server knows, such as the number of people and of matches.</summary>
    public IReadOnlyList<SandboxAudience> Audiences => _server.Audiences.ToArray();

    /// <summary>Makes the next calls fail, one fault per call: a Graph error code with or without a subcode (<c>80003</c>, <c>190/463</c>), or one of
    /// Throttled, EmptyServerError, HtmlErrorPage, DroppedBeforeProcessing, DroppedAfterProcessing, Truncated, TruncatedChunks. To select the call, add a
    /// method, the end of a path, or both: <c>190/463 at POST /users</c>.</summary>
    /// <remarks>Accepts objects, because arrays from scripts are object arrays. PowerShell would join them into one string.</remarks>
    /// <exception cref="ArgumentException">One of them is neither a code nor a known name.</exception>
    public void FailNext(params object[] faults)
        => _server.FailNext(SandboxFaults.Parse(faults.Select(fault => Convert.ToString(fault, CultureInfo.InvariantCulture) ?? string.Empty)));

    /// <summary>Delivers webhooks to another loopback address from now on, after a handshake. Null stops the deliveries.</summary>
    public void SendWebhooksTo(Uri? address, SecureString? verifyToken = null) => _server.SendWebhooksTo(address, Unprotect(verifyToken));

    /// <summary>Simulates a customer who writes to the Page from a Click to Messenger ad and becomes a subscriber.</summary>
    public SandboxSubscription SubscribeFromAd() => _server.SubscribeFromAd();

    /// <summary>Simulates a customer who subscribes through ClickToMessenger, CommentAutomation, or ReplyAutomation.</summary>
    public SandboxSubscription Subscribe(SubscriptionSource source) => _server.Subscribe(source);

    /// <summary>Returns the text of a secret, or null.</summary>
    internal static string? Unprotect(SecureString? secret) => secret is null ? null : new NetworkCredential(string.Empty, secret).Password;

    /// <summary>Reads a row as cmdlets do: the properties of an object are the columns.</summary>
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

    /// <summary>The sandbox server, for the cmdlets that simulate customers.</summary>
    internal SandboxServer Server => _server;

    internal SandboxMessage SendMessage(string text, string? psid) => _server.SendMessage(text, psid);

    internal IReadOnlyList<SandboxOptInRequest> Answer(string? psid, string? title, bool approves) =>
        approves ? _server.ApproveOptIn(psid, title) : _server.DeclineOptIn(psid, title);

    internal void Stop() => _server.Stop();

    private static SecureString Protect(string text) => Secret.From(text).ToSecureString();
}
