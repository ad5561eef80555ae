namespace MessengerMarketing.Uploads;

/// <summary>The progress of an upload to one audience, over all of its lists.</summary>
/// <param name="AudienceId">The audience's id.</param>
/// <param name="RowsRead">Rows read.</param>
/// <param name="RowsAccepted">Rows in batches that the Graph API accepted.</param>
/// <param name="RowsRejected">Rows left out.</param>
/// <param name="RowsSkipped">Rows in batches that an earlier process completed.</param>
/// <param name="Offset">Byte offset of the latest batch in the current file, or null if it is not known.</param>
internal sealed record UploadProgress(string AudienceId, long RowsRead, long RowsAccepted, long RowsRejected, long RowsSkipped, long? Offset);
