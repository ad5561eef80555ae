using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Audiences;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>The input data of one audience.</summary>
internal sealed class AudienceMaterial(string id)
{
    private readonly List<UploadDraft> _uploads = [];

    public string Id { get; } = id;

    public CustomAudience? Audience { get; set; }

    public HashSet<AudienceUploadStatus> Statuses { get; } = [];

    public HashSet<MatchNote> Events { get; } = [];

    /// <summary>The name, when <see cref="Audience"/> is not known.</summary>
    public string? Name { get; set; }

    /// <summary>Returns the data of the upload with this run id. A summary of several lists belongs to the run id of the first one.</summary>
    public UploadDraft Upload(Guid runId)
    {
        if (_uploads.Find(upload => upload.RunId == runId) is not { } upload)
        {
            _uploads.Add(upload = new UploadDraft(runId));
        }

        return upload;
    }

    public AudienceReport Report(DateTimeOffset now) => new()
    {
        Id = Id,
        Name = CleanText.Clean(Audience?.Name ?? Name),
        Uploads = [.. _uploads.Select(static upload => upload.ToEntry()).OrderBy(static account => account.From ?? DateTimeOffset.MaxValue)],
        Outcomes = Outcomes(),
        Matches = Matches(now),
    };

    private MatchOutcome[] Outcomes()
    {
        // Statuses are created from webhooks, so webhooks count only when there are no statuses.
        IEnumerable<(AudienceUploadState Status, long Rows)> told = Statuses.Count > 0
            ? Statuses.Select(static status => (status.StatusValue, (long)status.Rows))
            : DistinctEvents().Select(static item => (item.IsSuccess ? AudienceUploadState.Succeeded : AudienceUploadState.Failed, item.Rows ?? 0));
        return [.. told.GroupBy(static each => each.Status).OrderBy(static each => each.Key).Select(static each => new MatchOutcome(each.Key, each.Count(), each.Sum(static one => one.Rows)))];
    }

    private MatchPoint[] Matches(DateTimeOffset now)
    {
        IEnumerable<MatchPoint?> points =
        [
            .. Statuses.Select(static status => Point(status.Time, status.LowerBound, status.UpperBound, status.SourceValue == UploadStatusSource.Poll ? "Audience status" : "Webhook")),
            .. Events.Select(static item => Point(item.Time, item.Lower, item.Upper, "Webhook")),
            Point(now, Audience?.ApproximateCountLowerBound, Audience?.ApproximateCountUpperBound, "Audience, at the time of this report"),
        ];
        return [.. points
            .OfType<MatchPoint>()
            .GroupBy(static point => (point.Time, point.Lower, point.Upper))
            .Select(static same => same.First())
            .OrderBy(static point => point.Time).ThenBy(static point => point.Upper).ThenBy(static point => point.Lower)];
    }

    /// <summary>Returns the events without those that the ad account repeats after the Page.</summary>
    private IEnumerable<MatchNote> DistinctEvents() => Events
        .GroupBy(static item => (item.Rows, item.Time, item.Lower, item.Upper, item.IsSuccess))
        .SelectMany(static same => same.Where(item => item.IsFromPage == same.First().IsFromPage));

    private static MatchPoint? Point(DateTimeOffset? time, long? lower, long? upper, string source) =>
        time is { } at && lower is { } least && upper is { } max ? new MatchPoint(at.ToUniversalTime(), least, max, source) : null;
}
