using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>One list of customers, as an <see cref="UploadRunner"/> takes it.</summary>
internal sealed record UploadList
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The list's columns.</summary>
    public required ColumnMapping Mapping { get; init; }

    /// <summary>
    /// Where the rows come from; the runner reads and disposes it. Null when the caller writes the rows to
    /// <see cref="UploadRunner.Blocks"/>.
    /// </summary>
    public IUploadSource? Source { get; init; }

    /// <summary>The journal of an interrupted upload that this list resumes; the runner disposes it. Null for a new upload.</summary>
    public UploadJournal? Journal { get; init; }
}
