using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Simulates a customer who contacts the Page of a sandbox with a comment, a post, a button, a link, an ad, or a reaction. The sandbox sends a
/// webhook. Send-MMSandboxMessage simulates a message.</summary>
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

    /// <summary>Text of the comment on a post of the Page.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CommentSet)]
    [ValidateNotNullOrEmpty]
    public string Comment { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The post that the comment is on. The default is a post of the Page.</summary>
    [Parameter(ParameterSetName = CommentSet)]
    [ValidateNotNullOrEmpty]
    public string? PostId { get; set => field = this.Bind(value); }

    /// <summary>Text of the post on the Page.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VisitorPostSet)]
    [ValidateNotNullOrEmpty]
    public string VisitorPost { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>The payload of the button that the customer taps.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PostbackSet)]
    [ValidateNotNullOrEmpty]
    public string Postback { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>Text of the button. The default is Get Started.</summary>
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

    /// <summary>ID of the ad. The default is a random ID.</summary>
    [Parameter(ParameterSetName = AdSet)]
    [ValidateId]
    public string? AdId { get; set => field = this.Bind(value); }

    /// <summary>Text that the customer writes after opening the ad. By default, the customer writes nothing, and no window opens.</summary>
    [Parameter(ParameterSetName = AdSet)]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set => field = this.Bind(value); }

    /// <summary>The reaction to a message of the Page, such as love.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ReactionSet)]
    [ValidateNotNullOrEmpty]
    public string Reaction { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>Page-scoped ID of the customer. The default is a new customer. A reaction requires a customer who has a conversation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(MyInvocation.BoundParameters.ContainsKey(nameof(Psid)), "sandboxes, or objects with a Psid property"))
        {
            return;
        }

        // Not mandatory, because PowerShell's own error for a missing property would show the item.
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
