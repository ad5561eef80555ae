using System;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>The list that an audience follows.</summary>
internal sealed record SyncList
{
    /// <summary>The audience's id.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The list's columns.</summary>
    public required ColumnMapping Mapping { get; init; }

    /// <summary>Where the rows come from. Null when the caller writes the rows to <see cref="UploadRunner.Blocks"/> of <see cref="SyncRunner.Reader"/>.</summary>
    public IUploadSource? Source { get; init; }

    /// <summary>Opens the source again. Null when it can be read only once; all rows are then kept in a temporary file.</summary>
    public Func<IUploadSource>? Reopen { get; init; }
}
