using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Commands;

/// <summary>Returns the status of an upload from its journal, or of a sync from its state. Nothing is sent, and a running upload is not affected.</summary>
[Cmdlet(VerbsCommon.Get, "MMAudienceUpload", DefaultParameterSetName = PathSet)]
[OutputType(typeof(UploadRecord), typeof(SyncStateRecord))]
public sealed class GetMMAudienceUploadCommand : SafeTextCmdlet
{
    private const string PathSet = "JournalPath";
    private const string StatePathSet = "StatePath";
    private const string LiteralPathSet = "LiteralPath";

    private long _items;

    /// <summary>Journals of Add-MMAudienceUser -JournalPath. Wildcards are supported.</summary>
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

    /// <summary>Exact paths of states of Sync-MMAudienceUser.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StatePathSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? StatePath { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _items++;
        if (StatePath is not null)
        {
            foreach (string path in CustomerPaths.Resolve(this, StatePath, isLiteral: true))
            {
                SyncErrors.Report(this, path, state => WriteObject(SyncStateRecord.Read(state)));
            }

            return;
        }

        if (JournalPath is not null && Array.IndexOf(JournalPath, ItemText.None) >= 0)
        {
            WriteError(ItemErrors.ItemWithout("JournalPath", _items, "Pipe paths, or files from Get-ChildItem."));
            return;
        }

        foreach (string path in CustomerPaths.Resolve(this, JournalPath ?? LiteralPath ?? [], isLiteral: ParameterSetName == LiteralPathSet))
        {
            JournalErrors.Report(this, path, journal => WriteObject(JournalAdvice.AddTo(UploadRecord.Read(journal))));
        }
    }
}
