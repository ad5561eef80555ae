using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>What a state contains about its audience and the last run. Reading uses no network, and does not affect a run.</summary>
public sealed record SyncStateRecord
{
    /// <summary>The file.</summary>
    public required string StatePath { get; init; }

    /// <summary>Running while a run uses the state; Unfinished if the last run was interrupted, had errors, or was stopped by a guard rail; otherwise Finished.</summary>
    public required string State { get; init; }

    /// <summary>The audience's ID.</summary>
    public required string AudienceId { get; init; }

    /// <summary>Ad account, digits without <c>act_</c>.</summary>
    public required string AdAccountId { get; init; }

    /// <summary>The host that received the list; null if it is Meta's.</summary>
    public string? Host { get; init; }

    /// <summary>People in the state: rows that were sent and accepted.</summary>
    public long People { get; init; }

    /// <summary>The schema keys of the list.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>When the last run started, in UTC; null before the first run ended.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>New people of the last run.</summary>
    public long Added { get; init; }

    /// <summary>People whose row changed in the last run.</summary>
    public long Changed { get; init; }

    /// <summary>People whom the last run removed because they left the list.</summary>
    public long Removed { get; init; }

    /// <summary>People whom the last run removed because they opted out.</summary>
    public long OptedOut { get; init; }

    /// <summary>Removals that Meta rejected because too few people would remain. A later run retries them.</summary>
    public long PendingRemovals { get; init; }

    /// <summary>New people who wait for a later run.</summary>
    public long HeldBack { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Reads a state.</summary>
    /// <exception cref="SyncStateException">The file is not a state, or it is damaged.</exception>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static SyncStateRecord Read(string path)
    {
        string logPath = SyncLog.GetPath(path);
        bool hasLog = FilePaths.CheckIsFile(logPath);
        using var file = SyncStateFile.TryOpen(path, restrict: false);
        if (file is null && !hasLog)
        {
            throw new FileNotFoundException($"There is no state '{path}'.", path);
        }

        SyncIdentity identity = file?.Header.Identity ?? ReadLog(logPath);
        SyncRunRecord? run = file?.Header.LastRun;
        return new SyncStateRecord
        {
            StatePath = path,
            State = (hasLog && IsHeld(logPath) ? UploadState.Running : hasLog || run is { IsUnfinished: true } ? UploadState.Unfinished : UploadState.Finished).ToString(),
            AudienceId = identity.AudienceId,
            AdAccountId = identity.AdAccountId,
            Host = identity.Host,
            People = file?.Header.People ?? 0,
            Keys = new Collections.ReadableList<string>([.. identity.Schema]),
            LastRun = run?.Started,
            Added = run?.Added ?? 0,
            Changed = run?.Changed ?? 0,
            Removed = run?.Removed ?? 0,
            OptedOut = run?.OptedOut ?? 0,
            PendingRemovals = run?.PendingRemovals ?? 0,
            HeldBack = run?.HeldBack ?? 0,
            Bytes = file is null ? 0 : new FileInfo(path).Length,
        };
    }

    private static SyncIdentity ReadLog(string path)
    {
        using FileStream stream = FilePaths.OpenRead(path);
        return new SyncLogReader(stream, path).Header.Identity;
    }

    private static bool IsHeld(string path)
    {
        try
        {
            return FileLock.IsHeld(path);
        }
        catch (FileNotFoundException)
        {
            // The run has just ended.
            return false;
        }
    }
}
