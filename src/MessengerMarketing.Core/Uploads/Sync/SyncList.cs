using System;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>The list that an audience is kept in sync with.</summary>
internal sealed record SyncList
{
    /// <summary>The audience's ID.</summary>
    public required string AudienceId { get; init; }

    /// <summary>The list's columns.</summary>
    public required ColumnMapping Mapping { get; init; }

    /// <summary>The source of the rows. Null if the caller writes the rows to <see cref="UploadRunner.Blocks"/> of <see cref="SyncRunner.Reader"/>.</summary>
    public IUploadSource? Source { get; init; }

    /// <summary>Opens the source again. Null if it can be read only once. Then all rows are stored in a temporary file.</summary>
    public Func<IUploadSource>? Reopen { get; init; }
}
