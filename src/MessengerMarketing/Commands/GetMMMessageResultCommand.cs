using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Webhooks.Messages;

namespace MessengerMarketing.Commands;

/// <summary>Returns the results of marketing messages from journals and inboxes. It sends nothing and does not affect running processes.</summary>
[Cmdlet(VerbsCommon.Get, "MMMessageResult", DefaultParameterSetName = PathSet)]
[OutputType(typeof(MessageResult), typeof(MessageResultSummary))]
public sealed class GetMMMessageResultCommand : JournalCmdlet
{
    private readonly MessageResults _results = new();

    /// <summary>Inboxes of Watch-MMWebhook -InboxPath. Wildcards are supported. Without them, the results contain only Meta's responses.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? InboxPath { get; set; }

    /// <summary>Writes the counts of each journal instead of each message.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in ResolveJournals())
        {
            Read(path, () => _results.AddJournal(path));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IEnumerable<string> inboxes = _results.Journals.Count == 0 ? [] : InboxPaths.Resolve(this, InboxPath ?? []);
        foreach (string path in inboxes)
        {
            Read(path, () => _results.AddInbox(path, Cancellation));
        }

        if (_results.UnreadableLines > 0)
        {
            WriteWarning($"{_results.UnreadableLines} lines of the inbox cannot be read, and were skipped.");
        }

        if (_results.OtherEvents > 0)
        {
            WriteVerbose($"{_results.OtherEvents} events are about messages that no journal contains.");
        }

        foreach (TrackedJournal journal in _results.Journals)
        {
            if (Summary)
            {
                WriteObject(journal.Summarize());
            }
            else
            {
                WriteObject(journal.Results, enumerateCollection: true);
            }
        }
    }

    /// <summary>Reads a file off the pipeline thread, so that Ctrl+C works. An error is written, and the next file is read.</summary>
    private void Read(string path, Action read) => MessageJournalErrors.Report(this, path, () => Await(_ =>
    {
        read();
        return Task.FromResult(true);
    }));
}
