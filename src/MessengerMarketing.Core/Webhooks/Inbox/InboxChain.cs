using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MessengerMarketing.Webhooks.Inbox;

/// <summary>A place in an inbox: a file, and a mark in it.</summary>
internal sealed record InboxPlace(InboxSegment Segment, InboxMark Mark);

/// <summary>The files of an inbox when it is opened, from the oldest to the newest, and where a position is in them.</summary>
internal sealed class InboxChain
{
    // Read at the start to know the latest events. At about 500 bytes per delivery, this is more than Meta may still repeat.
    private const long RememberedBytes = 8 * 1024 * 1024;

    private readonly List<InboxSegment> _segments;

    private InboxChain(List<InboxSegment> segments, long lastSequence)
    {
        _segments = segments;
        LastSequence = lastSequence;
    }

    /// <summary>Sequence number of the last delivery.</summary>
    public long LastSequence { get; }

    /// <summary>The newest file, which is written.</summary>
    public InboxSegment Newest => _segments[_segments.Count - 1];

    /// <summary>The place before the first delivery.</summary>
    public InboxPlace Beginning => new(_segments[0], new InboxMark(0, _segments[0].First, 0));

    /// <summary>The place after the last delivery.</summary>
    public InboxPlace End => new(Newest, new InboxMark(Newest.DurableLength, LastSequence + 1, 0));

    /// <summary>Whether there is a delivery.</summary>
    public bool HasContent => _segments.Count > 1 || Newest.DurableLength > 0;

    /// <summary>Reads the chain.</summary>
    /// <param name="path">Path of the newest file, without symbolic links.</param>
    /// <param name="rotated">The rotated files, oldest first.</param>
    /// <param name="tail">The end of the newest file.</param>
    /// <param name="position">The stored position; null when there is none.</param>
    public static InboxChain Read(string path, IReadOnlyList<RotatedFile> rotated, InboxTail tail, InboxMark? position)
    {
        long last = tail.Length > 0 ? tail.LastSequence : FindLast(rotated, position);
        long first = (tail.Length > 0 ? InboxFiles.FindFirst(path) : null) ?? last + 1;

        // Others would be of another inbox, which had this name before.
        var segments = rotated.Where(file => file.First < first).Select(static file => new InboxSegment(file.Path, file.First, new FileInfo(file.Path).Length)).ToList();
        segments.Add(new InboxSegment(path, segments.Count == 0 && tail.Length > 0 ? Math.Min(first, last + 1) : first, tail.Length));
        for (int i = 1; i < segments.Count; i++)
        {
            segments[i - 1].Next = segments[i];
        }

        return new InboxChain(segments, last);
    }

    /// <summary>Finds a position; null when it is not one in this inbox.</summary>
    public InboxPlace? Find(InboxMark? position)
    {
        if (position is null || _segments.LastOrDefault(segment => segment.First <= position.Sequence) is not { } found)
        {
            return null;
        }

        // The place after the last delivery of a file is the one before the first delivery of the next file.
        if (position.Sequence == found.First && position.Sequence > 1 && position.Events == 0)
        {
            return new InboxPlace(found, position with { Offset = 0 });
        }

        return Contains(found, position) ? new InboxPlace(found, position) : null;
    }

    /// <summary>Adds the latest events before a place to a memory.</summary>
    public void Remember(InboxPlace place, EventMemory memory)
    {
        long rest = RememberedBytes;
        long end = place.Mark.Offset;
        var parts = new Stack<(string Path, long Start, long End)>();
        for (int i = _segments.IndexOf(place.Segment); i >= 0 && rest > 0; i--)
        {
            long start = Math.Max(0, end - rest);
            parts.Push((_segments[i].Path, start, end));
            rest -= end - start;
            end = i > 0 ? _segments[i - 1].DurableLength : 0;
        }

        foreach ((string path, long start, long limit) in parts)
        {
            using var reader = InboxReader.Open(path, start);
            reader.SkipToLine(limit);
            while (reader.TryRead(limit) is { } record)
            {
                Remember(record, int.MaxValue, memory);
            }
        }

        if (place.Mark.Events > 0)
        {
            using var reader = InboxReader.Open(place.Segment.Path, place.Mark.Offset);
            if (reader.TryRead(long.MaxValue) is { } partial)
            {
                Remember(partial, place.Mark.Events, memory);
            }
        }
    }

    private static long FindLast(IReadOnlyList<RotatedFile> rotated, InboxMark? position)
    {
        if (rotated.Count == 0)
        {
            // All files were deleted because of their age, or there was no delivery yet.
            return position is { Offset: 0, Events: 0 } ? position.Sequence - 1 : 0;
        }

        RotatedFile last = rotated[rotated.Count - 1];
        using FileStream content = Storage.FilePaths.OpenRead(last.Path);
        return Math.Max(last.First, InboxTail.Find(content, last.Path, isKnown: true).LastSequence);
    }

    private static void Remember(InboxRecord record, int max, EventMemory memory)
    {
        // Only the ids: reading whole events would take most of the time until the first new one.
        IReadOnlyList<string> ids = record.Delivery is { } delivery ? delivery.EventIds ?? WebhookParser.ReadIds(delivery.Body) : [];
        for (int i = 0; i < ids.Count && i < max; i++)
        {
            memory.Add(ids[i]);
        }
    }

    private bool Contains(InboxSegment segment, InboxMark mark)
    {
        long length = segment.DurableLength;
        if (mark.Offset >= length)
        {
            return mark.Offset == length && mark.Sequence == (segment.Next?.First ?? LastSequence + 1);
        }

        // A line that cannot be read has no sequence number to compare.
        using var reader = InboxReader.Open(segment.Path, Math.Max(0, mark.Offset - 1));
        return (mark.Offset == 0 || reader.TryRead(length)?.End == mark.Offset)
            && reader.TryRead(length) is { } record
            && (record.Delivery is null || record.Delivery.Sequence == mark.Sequence);
    }
}
