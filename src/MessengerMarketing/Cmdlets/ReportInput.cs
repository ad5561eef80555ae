using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending.Journal;
using MessengerMarketing.Reporting;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Messages;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Collects the input of a report: objects, journals, and an inbox.</summary>
internal sealed class ReportInput(PipelineCmdlet cmdlet)
{
    private readonly UploadReportBuilder _report = new(TimeProvider.System);
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is nothing to report.</summary>
    public bool IsEmpty => _report.IsEmpty;

    /// <summary>Adds an object. If it cannot be reported, an error is written, and the cmdlet continues.</summary>
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
            case SyncSummary sync:
                _report.Add(sync);
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
            case SubscriberMeasure measure:
                _report.Add(measure);
                break;
            case MessageResultSummary summary:
                _report.Add(summary);
                break;
            case MessageCampaign campaign:
                _report.Add(campaign);
                break;
            case MessageInsight insight:
                _report.Add(insight);
                break;
            case FileInfo journal:
                AddJournal(journal.FullName);
                break;
            default:
                cmdlet.WriteError(ReportErrors.NotReportable(item.TypeNames.Count > 0 ? item.TypeNames[0] : item.BaseObject.GetType().FullName!));
                break;
        }
    }

    /// <summary>Adds a journal of an upload or of messages.</summary>
    public void AddJournal(string path) => Report(path, file =>
    {
        if (MessageJournalReader.IsMessageJournal(file))
        {
            _report.AddMessageJournal(file);
        }
        else
        {
            _report.Add(UploadRecord.Read(file, out IReadOnlyList<JournalBatch> batches), batches);
        }

        return 0;
    });

    /// <summary>Adds the events of an inbox, once. Add the journals first: the inbox is joined with their messages, and upload-status webhooks are added only for
    /// audiences that other input contains.</summary>
    public void AddInbox(string path)
    {
        long unreadable = Report(path, file => _report.AddInbox(file, cmdlet.Cancellation));
        if (unreadable > 0)
        {
            cmdlet.WriteWarning($"{unreadable} {(unreadable == 1 ? "delivery" : "deliveries")} of the inbox '{path}' cannot be read and {(unreadable == 1 ? "was" : "were")} left out.");
        }
    }

    /// <summary>Returns whether a file is one of those that were read.</summary>
    public bool Contains(string file) => _files.Any(read => FilePaths.AreSame(read, file));

    /// <summary>Creates the report, with the names of audiences and campaigns that the session knows.</summary>
    public UploadReport Build(string? title)
    {
        foreach (CustomAudience audience in SeenObjects.Audiences.Items)
        {
            _report.AddAudienceName(audience.Id, audience.Name);
        }

        foreach (MessageCampaign campaign in SeenObjects.Campaigns.Items)
        {
            _report.Add(campaign);
        }

        return cmdlet.Await(cancellation => Task.FromResult(_report.Build(title, cancellation)));
    }

    /// <summary>Reads a file off the pipeline thread, so that Ctrl+C works. If it fails, an error is written, and the cmdlet continues.</summary>
    private long Report(string path, Func<string, long> read)
    {
        string file = Path.GetFullPath(path);
        long result = 0;
        _files.Add(file);
        JournalErrors.Report(cmdlet, path, _ => MessageJournalErrors.Report(cmdlet, path, () => result = cmdlet.Await(_ => Task.FromResult(read(file)))));
        return result;
    }
}
