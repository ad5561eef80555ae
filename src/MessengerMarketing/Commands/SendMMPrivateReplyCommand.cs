using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Answers a comment or a visitor's post in Messenger, once and within seven days. When the person answers, the 24-hour window opens for
/// Send-MMOptInRequest.</summary>
[Cmdlet(VerbsCommunications.Send, "MMPrivateReply", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PrivateReplyResult))]
public sealed class SendMMPrivateReplyCommand : PageCmdlet
{
    private ContactGuard? _guard;
    private long _items;

    /// <summary>Text of the reply, at most 2,000 characters.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>ID of the comment, from a webhook event of Kind Comment.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CommentId { get; set; }

    /// <summary>ID of the visitor's post, from a webhook event of Kind VisitorPost. Ignored if a comment is specified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PostId { get; set; }

    /// <summary>Time of the comment or post. If it is older than seven days, it is refused without a call.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DeserializedTransformation]
    public DateTimeOffset? Time { get; set; }

    /// <summary>An event or a row that supplies the other parameters.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file that records which comments and posts were answered. It contains only hashes, and only its owner has access.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    private DateTimeOffset Now => Client.Options.TimeProvider.GetUtcNow();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Text = ArgumentErrors.Guard(this, () => PrivateReply.CheckText(Text), nameof(Text));
        _guard = new ContactGuard(this, HistoryPath, Now - PrivateReply.MaxAge);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _items++;
        bool isComment = !string.IsNullOrWhiteSpace(CommentId);
        if (!isComment && string.IsNullOrWhiteSpace(PostId))
        {
            WriteError(ItemErrors.ItemWithout("CommentId and no PostId", _items, "Pipe events of Kind Comment or VisitorPost, or use -CommentId or -PostId."));
            return;
        }

        try
        {
            string id = PrivateReply.CheckId((isComment ? CommentId : PostId)!);
            Send(new PrivateReply { CommentId = isComment ? id : null, PostId = isComment ? null : id, Text = Text }, id);
        }
        catch (ArgumentException exception)
        {
            WriteError(ItemErrors.Unusable(exception.Plain(), $"item {_items} of the run"));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _guard!.WriteSkipped(_items, "answered");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _guard?.Dispose();
        }
    }

    private void Send(PrivateReply reply, string id)
    {
        if (Time is { } time && Now - time >= PrivateReply.MaxAge)
        {
            WriteError(ContactErrors.TooOldForReply(time, id));
            return;
        }

        string contact = string.Join("\n", "private reply", CurrentContext.PageId, id);
        if (!_guard!.IsNew(contact) || !ShouldProcess($"{(reply.CommentId is null ? "Post" : "Comment")} {id}", $"Send a private reply from Page {CurrentContext.PageId}"))
        {
            return;
        }

        _guard.Record(contact, Now);
        var client = new PrivateReplyClient(Client);
        if (TryAwait(id, token => client.SendAsync(reply, token), out PrivateReplyResult? result, ReleaseIfNotSent))
        {
            WriteObject(result);
        }

        void ReleaseIfNotSent(GraphException rejection)
        {
            if (rejection is { RequestMayHaveArrived: false, Kind: not GraphErrorKind.AlreadyReplied })
            {
                // Nothing was answered, so it can be tried again.
                _guard.Release(contact);
            }
        }
    }
}
