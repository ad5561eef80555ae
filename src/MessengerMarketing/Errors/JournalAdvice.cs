using System.Management.Automation.Language;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Errors;

/// <summary>Advice for an upload that is not finished according to its journal.</summary>
internal static class JournalAdvice
{
    /// <summary>Adds advice to the record of an upload.</summary>
    public static UploadRecord AddTo(UploadRecord record) => record with { Advice = Find(record) };

    private static string? Find(UploadRecord record) => record.StateValue switch
    {
        UploadState.Unfinished => Resume(record),
        UploadState.Changed => $"{record.ChangeReason} Upload the list again with another journal. An audience contains each person only once.",
        _ => null,
    };

    private static string Resume(UploadRecord record)
    {
        string resume = $"Resume-MMAudienceUpload -JournalPath '{CodeGeneration.EscapeSingleQuotedStringContent(record.JournalPath)}'";
        string first = record.SourcePath is null ? $"Pipe the same rows to {resume}." : $"Resume it with {resume}.";
        return record.RowsUnknown > 0 ? first + " Before it sends anything again, it queries the batches that have no result." : first;
    }
}
