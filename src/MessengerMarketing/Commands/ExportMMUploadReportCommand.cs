using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Reporting;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>
/// Writes one HTML report of uploads: what was sent, what was rejected and why, and how many people matched, in plots and in tables
/// with the same numbers. Nothing is sent, and no connection is needed.
/// </summary>
[Cmdlet(VerbsData.Export, "MMUploadReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMMUploadReportCommand : SafeTextCmdlet
{
    private readonly UploadReportBuilder _report = new(TimeProvider.System);
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private string _file = string.Empty;

    /// <summary>The file to write; wildcards have no meaning in it. Its folder must exist. Of what exists only an earlier report is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// What to report, mixed and in any order: receipts, summaries, statuses of batches, audiences, accounts of journals, upload-status
    /// webhooks, and files that are journals.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Journals, as Add-MMAudienceUser -JournalPath wrote them; wildcards are allowed. They contain each batch, its time and its rejections.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JournalPath { get; set; }

    /// <summary>The inbox of a Watch-MMWebhook, whose upload-status webhooks tell how many people matched, and when.</summary>
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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Here, so that a path that cannot be written to is known before an upload in the same pipeline begins.
        _file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out ProviderInfo provider, out _);
        if (provider.Name != "FileSystem" || Directory.Exists(_file))
        {
            ThrowTerminatingError(FileErrors.NotAFile(Path));
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(_file)))
        {
            ThrowTerminatingError(FileErrors.NoFolder(Path));
        }

        if (File.Exists(_file) && NoClobber)
        {
            ThrowTerminatingError(FileErrors.Exists(Path));
        }

        CheckFree();
        if (IsReadOnly() && !Force)
        {
            ThrowTerminatingError(FileErrors.ReadOnly(Path));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in (InputObject ?? []).OfType<PSObject>())
        {
            Take(item);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (string journal in CustomerPaths.Resolve(this, JournalPath ?? [], isLiteral: false))
        {
            TakeJournal(journal);
        }

        if (InboxPath is not null)
        {
            JournalErrors.Report(this, InboxPath, TakeInbox);
        }

        if (_report.AudienceIds.Count == 0)
        {
            ThrowTerminatingError(ReportErrors.NothingToReport());
        }

        if (_read.Any(path => FilePaths.AreSame(path, _file)))
        {
            ThrowTerminatingError(FileErrors.PathTaken(Path));
        }

        // A journal may have come to be there since.
        CheckFree();
        string text = _report.Build(Title).ToHtml();
        if (ShouldProcess(_file, File.Exists(_file) ? "Replace by a report of uploads" : "Write a report of uploads"))
        {
            Write(text);
        }
    }

    private void Take(PSObject item)
    {
        switch (DeserializedObject.Restore(item))
        {
            case BatchReceipt receipt:
                _report.Add(receipt);
                break;
            case UploadSummary summary:
                _report.Add(summary);
                break;
            case AudienceUploadStatus status:
                _report.Add(status);
                break;
            case CustomAudience audience:
                _report.Add(audience);
                break;
            case UploadRecord record:
                _report.Add(record);
                break;
            case UploadStatusEvent webhook:
                _report.Add(webhook);
                break;
            case FileInfo journal:
                TakeJournal(journal.FullName);
                break;
            default:
                WriteError(ReportErrors.NotReportable(item.TypeNames.Count > 0 ? item.TypeNames[0] : item.BaseObject.GetType().FullName!));
                break;
        }
    }

    /// <summary>Takes the inbox's webhooks of the audiences that something else came in about; without any, those of all audiences.</summary>
    private void TakeInbox(string path)
    {
        HashSet<string> audiences = [.. _report.AudienceIds];
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        _read.Add(System.IO.Path.GetFullPath(file));
        foreach (UploadStatusEvent item in InboxStatusEvents.Read(file))
        {
            if (audiences.Count == 0 || (item.CustomAudienceId is { } id && audiences.Contains(id)))
            {
                _report.Add(item);
            }
        }
    }

    private void TakeJournal(string path)
    {
        _read.Add(System.IO.Path.GetFullPath(path));
        JournalErrors.Report(this, path, file => _report.Add(UploadRecord.Read(file, out IReadOnlyList<JournalBatch> batches), batches));
    }

    private void CheckFree()
    {
        if (!FileErrors.Guard(this, Path, ReportFile.IsFree))
        {
            ThrowTerminatingError(ReportErrors.NoReportThere(Path));
        }
    }

    private void Write(string text)
    {
        FileErrors.Guard(this, Path, file =>
        {
            if (IsReadOnly())
            {
                File.SetAttributes(file, File.GetAttributes(file) & ~FileAttributes.ReadOnly);
            }

            ReportFile.Write(file, text, replace: !NoClobber);
            return file;
        });
        if (PassThru)
        {
            // As Get-Item writes it, with what PowerShell adds for its view.
            WriteObject(InvokeProvider.Item.Get([_file], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    private bool IsReadOnly() => File.Exists(_file) && File.GetAttributes(_file).HasFlag(FileAttributes.ReadOnly);
}
