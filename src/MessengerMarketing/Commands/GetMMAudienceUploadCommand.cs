using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Audiences.Uploads.Journal;
using MessengerMarketing.Binding;
using MessengerMarketing.Pipeline;

namespace MessengerMarketing.Commands;

/// <summary>Tells from its journal how an upload stands. Nothing is sent, and an upload on its way is not disturbed.</summary>
[Cmdlet(VerbsCommon.Get, "MMAudienceUpload")]
[OutputType(typeof(UploadRecord))]
public sealed class GetMMAudienceUploadCommand : PSCmdlet
{
    /// <summary>Journals, as Add-MMAudienceUser -JournalPath wrote them; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] JournalPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in CustomerPaths.Resolve(this, JournalPath, isLiteral: false))
        {
            try
            {
                WriteObject(UploadRecord.Read(path));
            }
            catch (JournalException error)
            {
                WriteError(error.ToRecord(path));
            }
            catch (IOException error)
            {
                WriteError(error.ToRecord(path));
            }
            catch (UnauthorizedAccessException error)
            {
                WriteError(error.ToRecord(path));
            }
        }
    }
}
