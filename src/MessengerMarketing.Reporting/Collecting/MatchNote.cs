using System;
using MessengerMarketing.Webhooks;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>The data of an upload-status webhook that a report needs. An inbox can contain hundreds of thousands of them.</summary>
internal sealed record MatchNote(Guid Id, bool IsFromPage, bool IsSuccess, long? Rows, DateTimeOffset? Time, long? Lower, long? Upper)
{
    private const string Page = "page";

    public static MatchNote Create(UploadStatusEvent item) => new(
        Guid.ParseExact(item.Id.Substring(0, 32), "N"),
        item.Object == Page,
        string.Equals(item.BatchUploadingStatus, UploadStatusEvent.Success, StringComparison.OrdinalIgnoreCase),
        item.NumRows,
        item.Time,
        item.ApproximateCountLowerBound,
        item.ApproximateCountUpperBound);
}
