using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>A list of customers for an <see cref="UploadRunner"/> .</summary>
internal sealed record UploadList
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The list's columns.</summary>
    public required ColumnMapping Mapping { get; init; }

    /// <summary>The source of the rows, which the runner reads and disposes. Null if the caller writes the rows to <see cref="UploadRunner.Blocks"/>.</summary>
    public IUploadSource? Source { get; init; }

    /// <summary>The journal of an interrupted upload that this list resumes, which the runner disposes. Null for a new upload.</summary>
    public UploadJournal? Journal { get; init; }
}
