using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>
/// Plays a customer who comes to the Page of a sandbox by a comment, a post, a button, a link, an ad or a reaction. The Page hears of it by
/// webhook. Send-MMSandboxMessage plays one who writes.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "MMSandboxEvent", DefaultParameterSetName = CommentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxEvent))]
public sealed class SendMMSandboxEventCommand : SandboxCmdlet
{
    private const string CommentSet = "Comment";
    private const string VisitorPostSet = "VisitorPost";
    private const string PostbackSet = "Postback";
    private const string LinkSet = "Link";
    private const string AdSet = "Ad";
    private const string ReactionSet = "Reaction";

    /// <summary>What the customer comments on a post of the Page.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CommentSet)]
    [ValidateNotNullOrEmpty]
    public string Comment { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The post that the comment is on; one of the Page by default.</summary>
    [Parameter(ParameterSetName = CommentSet)]
    [ValidateNotNullOrEmpty]
    public string? PostId { get; set => field = this.Bind(value); }

    /// <summary>What the customer posts on the Page.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VisitorPostSet)]
    [ValidateNotNullOrEmpty]
    public string VisitorPost { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The payload of the button that the customer taps.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PostbackSet)]
    [ValidateNotNullOrEmpty]
    public string Postback { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The text of the button; Get Started by default.</summary>
    [Parameter(ParameterSetName = PostbackSet)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set => field = this.Bind(value); }

    /// <summary>The ref of the m.me link or QR code that the customer opens.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LinkSet)]
    [ValidateNotNullOrEmpty]
    public string Link { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The ref of the ad that the customer opens.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AdSet)]
    [ValidateNotNullOrEmpty]
    public string Ad { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The ad; any by default.</summary>
    [Parameter(ParameterSetName = AdSet)]
    [ValidateId]
    public string? AdId { get; set => field = this.Bind(value); }

    /// <summary>What the customer writes after opening the ad; nothing by default, which opens no window.</summary>
    [Parameter(ParameterSetName = AdSet)]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set => field = this.Bind(value); }

    /// <summary>The reaction to a message of the Page, such as love.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ReactionSet)]
    [ValidateNotNullOrEmpty]
    public string Reaction { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>Page-scoped id of the customer; somebody new by default. A reaction needs a customer with a conversation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(MyInvocation.BoundParameters.ContainsKey(nameof(Psid)), "sandboxes, or objects with a Psid"))
        {
            return;
        }

        // Not mandatory: for an item without it, PowerShell's own error repeats the item.
        if (Psid is null && ParameterSetName == ReactionSet)
        {
            ThrowTerminatingError(SandboxErrors.ReactionWithoutCustomer());
        }

        SandboxInstance sandbox = RequireSandbox();
        if (!ShouldProcess($"Page {sandbox.PageId} of the sandbox at {sandbox.BaseUri}", $"Send the event '{ParameterSetName}' as a customer"))
        {
            return;
        }

        try
        {
            WriteObject(Send(sandbox.Server));
        }
        catch (ArgumentException exception)
        {
            WriteError(exception.ToRecord());
        }
    }

    private SandboxEvent Send(SandboxServer server) => ParameterSetName switch
    {
        CommentSet => server.Comment(Comment, Psid, PostId),
        VisitorPostSet => server.VisitorPost(VisitorPost, Psid),
        PostbackSet => server.TapButton(Postback, Psid, Title),
        LinkSet => server.OpenLink(Link, Psid),
        AdSet => server.OpenAd(Ad, Text, Psid, AdId),
        _ => server.React(Psid!, Reaction),
    };
}
