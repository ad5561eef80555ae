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
public sealed class GetMMAudienceUploadCommand : JournalCmdlet
{
    private const string StatePathSet = "StatePath";

    /// <summary>Exact paths of states of Sync-MMAudienceUser.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StatePathSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? StatePath { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in StatePath is null ? [] : CustomerPaths.Resolve(this, StatePath, isLiteral: true))
        {
            SyncErrors.Report(this, path, state => WriteObject(SyncStateRecord.Read(state)));
        }

        foreach (string path in StatePath is null ? ResolveJournals() : [])
        {
            JournalErrors.Report(this, path, journal => WriteObject(JournalAdvice.AddTo(UploadRecord.Read(journal))));
        }
    }
}
