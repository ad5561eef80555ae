using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Commands;

/// <summary>Reads each event of an inbox and its rotated files once, also while Watch-MMWebhook writes to it. It changes neither the files nor the position of
/// the watcher.</summary>
[Cmdlet(VerbsCommon.Get, "MMWebhookEvent")]
[OutputType(typeof(UploadStatusEvent))]
[OutputType(typeof(OptInEvent))]
[OutputType(typeof(MessageEvent), typeof(PostbackEvent), typeof(ReferralEvent), typeof(ReactionEvent))]
[OutputType(typeof(CommentEvent), typeof(VisitorPostEvent))]
[OutputType(typeof(EchoEvent), typeof(DeliveredEvent), typeof(ReadEvent), typeof(ClickedEvent), typeof(FailedEvent))]
[OutputType(typeof(OtherEvent))]
public sealed class GetMMWebhookEventCommand : PipelineCmdlet
{
    /// <summary>The inbox of Watch-MMWebhook.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string InboxPath { get; set; } = string.Empty;

    /// <summary>Returns only events whose delivery arrived at or after this time.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Returns only events of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public WebhookEventKind[] Kind { get; set; } = [];

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        long unreadable = FileErrors.Guard(this, InboxPath, ReadInbox);
        if (unreadable > 0)
        {
            WriteWarning($"{unreadable} {(unreadable == 1 ? "delivery" : "deliveries")} of the inbox '{InboxPath}' cannot be read and {(unreadable == 1 ? "was" : "were")} left out.");
        }
    }

    /// <returns>The number of deliveries that cannot be read.</returns>
    private long ReadInbox(string path)
    {
        long unreadable = 0;
        var memory = new EventMemory();
        foreach (InboxRecord record in InboxFollower.ReadToEnd(path, Since, Cancellation))
        {
            WebhookPayload? payload = record.Delivery is { } delivery ? WebhookParser.Parse(delivery.Body) : null;
            unreadable += payload is null or { Problem: not null } ? 1 : 0;
            if (record.Delivery?.Received >= (Since ?? DateTimeOffset.MinValue))
            {
                Write(payload!.Events, memory);
            }
        }

        return unreadable;
    }

    private void Write(IEnumerable<WebhookEvent> events, EventMemory memory)
    {
        foreach (WebhookEvent item in events.Where(item => Kind.Length == 0 || Kind.Contains(item.KindValue)).Where(memory.Add))
        {
            WriteObject(item);
        }
    }
}
