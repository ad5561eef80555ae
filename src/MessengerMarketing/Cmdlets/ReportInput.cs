using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Errors;
using MessengerMarketing.Reporting;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Collects what a report is made of: objects, journals and an inbox.</summary>
internal sealed class ReportInput(PSCmdlet cmdlet)
{
    private readonly UploadReportBuilder _report = new(TimeProvider.System);
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether nothing that can be reported came in.</summary>
    public bool IsEmpty => _report.AudienceIds.Count == 0;

    /// <summary>Adds an object; one that cannot be reported is an error, and the others are still added.</summary>
    public void Add(PSObject item)
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
                AddJournal(journal.FullName);
                break;
            default:
                cmdlet.WriteError(ReportErrors.NotReportable(item.TypeNames.Count > 0 ? item.TypeNames[0] : item.BaseObject.GetType().FullName!));
                break;
        }
    }

    /// <summary>Adds a journal.</summary>
    public void AddJournal(string path)
    {
        _files.Add(Path.GetFullPath(path));
        JournalErrors.Report(cmdlet, path, file => _report.Add(UploadRecord.Read(file, out IReadOnlyList<JournalBatch> batches), batches));
    }

    /// <summary>Adds the inbox's webhooks of the audiences that something else came in about; without any, those of all audiences.</summary>
    public void AddInbox(string path) => JournalErrors.Report(cmdlet, path, given =>
    {
        HashSet<string> audiences = [.. _report.AudienceIds];
        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given);
        _files.Add(Path.GetFullPath(file));
        foreach (UploadStatusEvent item in InboxStatusEvents.Read(file))
        {
            if (audiences.Count == 0 || (item.CustomAudienceId is { } id && audiences.Contains(id)))
            {
                _report.Add(item);
            }
        }
    });

    /// <summary>Returns whether a file is one of those that were read.</summary>
    public bool Contains(string file) => _files.Any(read => FilePaths.AreSame(read, file));

    /// <summary>Creates the report.</summary>
    public UploadReport Build(string? title) => _report.Build(title);
}
