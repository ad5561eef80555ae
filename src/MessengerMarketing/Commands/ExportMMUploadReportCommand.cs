using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Commands;

/// <summary>Writes an HTML report of uploads, rejected rows, matches, subscribers, messages, and costs, as charts and as tables with the same numbers. Nothing
/// is sent, and no connection is needed.</summary>
[Cmdlet(VerbsData.Export, "MMUploadReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMMUploadReportCommand : PipelineCmdlet
{
    private readonly ReportInput _input;
    private ReportDestination? _destination;

    /// <summary>Creates a cmdlet without input.</summary>
    public ExportMMUploadReportCommand() => _input = new ReportInput(this);

    /// <summary>The file to write, without wildcards. The folder must exist. An earlier report is replaced; other files are refused.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Objects to report, in any order: receipts, summaries of uploads and syncs, statuses of batches, audiences, records of journals, upload-status
    /// webhooks, counts of subscribers, summaries of message results, campaigns, insights, and journal files.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Journals of Add-MMAudienceUser and Send-MMMarketingMessage. Wildcards are supported.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JournalPath { get; set; }

    /// <summary>Inboxes of Watch-MMWebhook, which show how many people matched, how subscribers came to the Page, and which messages were delivered, read,
    /// and clicked. Wildcards are supported.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? InboxPath { get; set; }

    /// <summary>The heading of the report.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Ends with an error if the file exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces an earlier report that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // Checked here, so that an unusable path is reported before an upload in the same pipeline begins.
    /// <inheritdoc/>
    protected override void BeginProcessing() => _destination = ReportDestination.Open(this, Path, NoClobber, Force);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in (InputObject ?? []).OfType<PSObject>())
        {
            _input.Add(item);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (string journal in CustomerPaths.Resolve(this, JournalPath ?? [], isLiteral: false))
        {
            _input.AddJournal(journal);
        }

        foreach (string inbox in InboxPaths.Resolve(this, InboxPath ?? []))
        {
            _input.AddInbox(inbox);
        }

        if (_input.IsEmpty)
        {
            ThrowTerminatingError(ReportErrors.NothingToReport());
        }

        string file = _destination!.File;
        if (_input.Contains(file))
        {
            ThrowTerminatingError(FileErrors.PathTaken(Path));
        }

        _destination.CheckFree();
        string text = _input.Build(Title).ToHtml();
        if (ShouldProcess(file, File.Exists(file) ? "Replace by a report of uploads" : "Write a report of uploads"))
        {
            _destination.Write(text);
            if (PassThru)
            {
                // As Get-Item writes it, with the members that PowerShell adds for the view.
                WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true);
            }
        }
    }
}
