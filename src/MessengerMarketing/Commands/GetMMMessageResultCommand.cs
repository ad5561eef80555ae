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
public sealed class GetMMMessageResultCommand : PipelineCmdlet
{
    private const string PathSet = "JournalPath";
    private const string LiteralPathSet = "LiteralPath";

    private readonly MessageResults _results = new();
    private long _items;

    /// <summary>Journals of Send-MMMarketingMessage -JournalPath. Wildcards are supported.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    [JournalPathTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JournalPath { get; set => field = this.Bind(value); }

    /// <summary>Exact paths of journals. Files from Get-ChildItem bind to this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set => field = this.Bind(value); }

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
        _items++;
        if (JournalPath is not null && Array.IndexOf(JournalPath, ItemText.None) >= 0)
        {
            WriteError(ItemErrors.ItemWithout("JournalPath", _items, "Pipe paths, or files from Get-ChildItem."));
            return;
        }

        foreach (string path in CustomerPaths.Resolve(this, JournalPath ?? LiteralPath ?? [], isLiteral: ParameterSetName == LiteralPathSet))
        {
            Read(path, () => _results.AddJournal(path));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IEnumerable<string> inboxes = _results.Journals.Count == 0 ? [] : CustomerPaths.Resolve(this, InboxPath ?? [], isLiteral: false);
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
