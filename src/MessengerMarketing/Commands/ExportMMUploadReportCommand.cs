using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Commands;

/// <summary>
/// Writes one HTML report from the list to the click: what was uploaded, rejected and matched, who subscribed, and the results of messages,
/// in plots and in tables with the same numbers. Nothing is sent, and no connection is needed.
/// </summary>
[Cmdlet(VerbsData.Export, "MMUploadReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMMUploadReportCommand : PipelineCmdlet
{
    private readonly ReportInput _input;
    private ReportDestination? _destination;

    /// <summary>A cmdlet without input.</summary>
    public ExportMMUploadReportCommand() => _input = new ReportInput(this);

    /// <summary>The file to write; wildcards have no meaning in it. Its folder must exist. Of what exists only an earlier report is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// What to report, mixed and in any order: receipts, summaries of uploads and syncs, statuses of batches, audiences, accounts of journals,
    /// upload-status webhooks, counts of subscribers, summaries of message results, campaigns, their insights, and files that are journals.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Journals, as Add-MMAudienceUser and Send-MMMarketingMessage -JournalPath wrote them, mixed; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JournalPath { get; set; }

    /// <summary>The inbox of a Watch-MMWebhook: how many people matched, how subscribers came, and which messages were delivered, read and clicked.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InboxPath { get; set; }

    /// <summary>The report's heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Leaves a file alone that exists, and ends with an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces an earlier report that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // Here, so that a path that cannot be written to is known before an upload in the same pipeline begins.
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

        if (InboxPath is not null)
        {
            _input.AddInbox(InboxPath);
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
                // As Get-Item writes it, with what PowerShell adds for its view.
                WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true);
            }
        }
    }
}
