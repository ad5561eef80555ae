using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Audiences;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting.Collecting;

/// <summary>The input data of one audience.</summary>
internal sealed class AudienceMaterial(string id)
{
    // Meta does not document the texts. While sessions are processed, each can have its own progress.
    private const int MaxStages = 3;

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
        return Statuses.Count > 0
            ? [.. Statuses.GroupBy(static status => status.StatusValue).OrderBy(static same => same.Key).Select(static same => Outcome(same.Key, [.. same]))]
            : [.. DistinctEvents()
                .GroupBy(static item => item.IsSuccess ? AudienceUploadState.Succeeded : AudienceUploadState.Failed)
                .OrderBy(static same => same.Key)
                .Select(static same => new MatchOutcome(same.Key, same.Count(), same.Sum(static item => item.Rows ?? 0)))];
    }

    private static MatchOutcome Outcome(AudienceUploadState state, AudienceUploadStatus[] statuses)
    {
        string[] stages = [.. statuses
            .Select(static status => CleanText.Clean(string.Join(", ", new[] { status.Stage, status.Progress }.OfType<string>())))
            .OfType<string>().Distinct().OrderBy(static text => text, StringComparer.Ordinal)];
        return new MatchOutcome(state, statuses.Length, statuses.Sum(static status => (long)status.Rows))
        {
            Matched = statuses.Sum(static status => status.Matched ?? 0),
            BatchesWithMatches = statuses.Count(static status => status.Matched is not null),
            Stages = stages.Length == 0 ? null : string.Join("; ", stages.Take(MaxStages)) + (stages.Length > MaxStages ? "; …" : ""),
        };
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
