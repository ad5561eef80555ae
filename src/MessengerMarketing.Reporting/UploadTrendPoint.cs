using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Reporting;

/// <summary>One upload in the course of the uploads to an audience.</summary>
/// <param name="Time">When the upload started, UTC.</param>
/// <param name="RowsSent">Rows that the Graph API accepted.</param>
/// <param name="RowsRejected">Rows that the module or the Graph API rejected.</param>
/// <param name="Lower">Lower bound of the number of people after the upload and before the next one; null when it is not known.</param>
/// <param name="Upper">Upper bound of that number.</param>
public sealed record UploadTrendPoint(DateTimeOffset Time, long RowsSent, long RowsRejected, long? Lower, long? Upper)
{
    /// <summary>Returns the uploads whose time is known, oldest first, each with the last bounds that were read before the next upload.</summary>
    internal static IReadOnlyList<UploadTrendPoint> Create(IReadOnlyList<UploadReportEntry> uploads, IReadOnlyList<MatchPoint> matches)
    {
        UploadReportEntry[] dated = [.. uploads.Where(static upload => upload.From is not null).OrderBy(static upload => upload.From)];
        var points = new List<UploadTrendPoint>();
        for (int i = 0; i < dated.Length; i++)
        {
            DateTimeOffset from = dated[i].From!.Value.ToUniversalTime();
            DateTimeOffset until = i + 1 < dated.Length ? dated[i + 1].From!.Value : DateTimeOffset.MaxValue;
            MatchPoint? bounds = matches.LastOrDefault(match => match.Time >= from && match.Time < until);
            points.Add(new UploadTrendPoint(from, dated[i].Rows.Accepted, dated[i].Rows.Rejected + dated[i].Rows.RejectedByApi, bounds?.Lower, bounds?.Upper));
        }

        return points;
    }
}
