using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>
/// A state that a run uses: the file, and the log of the run, which locks it. The log of an interrupted run is merged first.
/// </summary>
internal sealed class SyncState : IDisposable
{
    /// <summary>Each run rewrites smaller states, which takes less than a second.</summary>
    public const long MinPartsToAppend = 64 * 1024 * 1024;

    // At most six bytes for each person. Then the file is rewritten, without the hashes of people who were removed.
    private const int MaxAppendedPart = 12;

    private readonly string _path;
    private readonly IFileOperations _operations;
    private readonly long _minPartsToAppend;
    private SyncStateFile? _file;
    private SyncMerge? _leftover;
    private SyncLog? _log;

    private SyncState(string path, IFileOperations operations, long minPartsToAppend)
    {
        _path = path;
        _operations = operations;
        _minPartsToAppend = minPartsToAppend;
    }

    /// <summary>The header; null if there is no state yet.</summary>
    public SyncStateHeader? Header { get; private set; }

    /// <summary>The entries.</summary>
    public SyncEntries Entries => new(_file, _leftover);

    /// <summary>The log of this run.</summary>
    public SyncLog Log => _log ?? throw new InvalidOperationException("A dry run has no log.");

    /// <summary>Whether others had access to the state before.</summary>
    public bool WasOpenToOthers => _file is { WasOpenToOthers: true };

    /// <summary>Opens a state for a run, and excludes other runs.</summary>
    /// <param name="path">The state.</param>
    /// <param name="identity">The list and its audience.</param>
    /// <param name="allowsOtherOptions">Whether the list can be hashed in another way than before.</param>
    /// <param name="operations">The file operations.</param>
    /// <param name="minPartsToAppend">Minimum size of the parts, in bytes, to append changes to the file.</param>
    /// <exception cref="SyncStateException">The state belongs to another list, or cannot be read.</exception>
    /// <exception cref="IOException">Another run uses it, or it cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static SyncState Open(string path, SyncIdentity identity, bool allowsOtherOptions, IFileOperations operations, long minPartsToAppend = MinPartsToAppend)
    {
        var state = new SyncState(path, operations, minPartsToAppend);
        try
        {
            state.OpenFile(restrict: true);
            state.Check(state.Header?.Identity, identity, allowsOtherOptions);
            using (var earlier = SyncLog.TryOpen(path, operations))
            {
                if (earlier is not null)
                {
                    state.Check(earlier.Header.Identity, identity, allowsOtherOptions: true);
                    state.MergeLeftover(earlier);
                }
            }

            state._log = SyncLog.Create(path, new SyncLogHeader { Identity = identity, Generation = state.Generation, Started = DateTimeOffset.UtcNow }, operations);
            state.DeleteLeftovers();
            if (SyncStateFile.TryOpen(path, restrict: false) is var now && (now?.Header.Generation ?? 0) != state.Generation)
            {
                now?.Dispose();
                throw new FileRefusedException(FileProblem.InUse, $"'{path}' is in use by another process.");
            }

            now?.Dispose();
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Opens a state for a dry run. Nothing is changed.</summary>
    /// <inheritdoc cref="Open"/>
    public static SyncState OpenDryRun(string path, SyncIdentity identity, bool allowsOtherOptions)
    {
        var state = new SyncState(path, FileOperations.Instance, MinPartsToAppend);
        try
        {
            state.OpenFile(restrict: false);
            state.Check(state.Header?.Identity, identity, allowsOtherOptions);
            state.ReadLeftover();
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Creates a temporary file beside the state.</summary>
    public TemporaryFile CreateTemporaryFile() => TemporaryFile.Create(_path);

    /// <summary>Merges the log of this run into the state, and deletes it.</summary>
    /// <param name="mayAppend">Whether the records can be appended to the file. They must end with the run and its number of people.</param>
    /// <returns>People in the state.</returns>
    public long Complete(bool mayAppend)
    {
        if (mayAppend && CanAppend())
        {
            Append(_file!);
        }
        else
        {
            Merge(Log, Log.Header.Identity);
        }

        Log.Delete();
        CloseLog();
        return Header!.People;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leftover?.Dispose();
        _file?.Dispose();
        try
        {
            if (_log is { WasWritten: false })
            {
                // Nothing was sent, so there is nothing to record.
                _log.Delete();
            }
        }
        finally
        {
            CloseLog();
        }
    }

    private long Generation => Header?.Generation ?? 0;

    // The log is locked, so no other run of the state has such files. Those of the log itself are deleted when it is created.
    private void DeleteLeftovers() => Leftovers.Delete(FilePaths.Resolve(_path), _operations, otherExtension: TemporaryFile.Extension);

    private void CloseLog()
    {
        _log?.Dispose();
        _log = null;
    }

    private void OpenFile(bool restrict)
    {
        _file = SyncStateFile.TryOpen(_path, restrict);
        Header = _file?.Header;
    }

    private void Check(SyncIdentity? known, SyncIdentity now, bool allowsOtherOptions)
    {
        if (known?.FindOtherAudience(now) is { } audience)
        {
            throw new SyncStateException(SyncStateProblem.OtherAudience, $"The state '{_path}' cannot be used: {audience}.");
        }

        if (!allowsOtherOptions && known?.FindOtherOptions(now) is { Count: > 0 } differences)
        {
            throw new SyncStateException(SyncStateProblem.OtherOptions, $"The list is not hashed as it was for the state '{_path}': {string.Join("; ", differences)}.");
        }
    }

    private void MergeLeftover(SyncLog log)
    {
        DeleteLeftovers();
        if (IsMerged(log.Header))
        {
            log.Delete();
            return;
        }

        Merge(log, Header?.Identity ?? log.Header.Identity);
        log.Delete();
    }

    /// <summary>Whether the log was already merged when its process was killed.</summary>
    private bool IsMerged(SyncLogHeader log) => log.Generation == Generation - 1
        || (log.Generation == Generation ? false : throw new SyncStateException(
            SyncStateProblem.OtherLog, $"The log '{SyncLog.GetPath(_path)}' does not belong to the state '{_path}', which was replaced or deleted since."));

    private bool CanAppend() => _file is { } file
        && file.PartsEnd >= _minPartsToAppend
        && (file.Length - file.PartsEnd + Log.Length) * MaxAppendedPart <= file.PartsEnd
        && Log.Header.Identity.FindOtherOptions(file.Header.Identity).Count == 0;

    private void Append(SyncStateFile file)
    {
        long length = file.Length;
        file.Dispose();
        _file = null;
        using (var stream = new FileStream(FilePaths.Resolve(_path), FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 1))
        {
            if (stream.Length > length)
            {
                _operations.SetLength(stream, length);
            }

            // After a crash, the log still exists, and the next run completes the state from it.
            stream.Position = length;
            Log.CopyRecords((bytes, count) => _operations.Write(stream, bytes, count));
            _operations.Flush(stream);
        }

        OpenFile(restrict: false);
    }

    private void Merge(SyncLog log, SyncIdentity identity)
    {
        using var merge = new SyncMerge(_file, log.Read(), CreateTemporaryFile);
        if (!merge.HasChanges && merge.Run is null)
        {
            return;
        }

        SyncRunRecord run = merge.Run ?? new SyncRunRecord { Started = log.Header.Started, IsUnfinished = true, FaultyRows = Header?.LastRun?.FaultyRows ?? 0 };
        using (var writer = new SyncStateWriter(_path, _operations))
        {
            merge.ReadAll(writer.Write);
            _file?.Dispose();
            _file = null;
            writer.Complete(new SyncStateHeader { Identity = identity, Generation = Generation + 1, LastRun = run });
        }

        OpenFile(restrict: false);
    }

    private void ReadLeftover()
    {
        string path = SyncLog.GetPath(_path);
        if (!FilePaths.CheckIsFile(path))
        {
            return;
        }

        if (FileLock.IsHeld(path))
        {
            throw new FileRefusedException(FileProblem.InUse, $"'{path}' is in use by another process.");
        }

        using FileStream stream = FilePaths.OpenRead(path);
        var reader = new SyncLogReader(stream, path);
        if (!IsMerged(reader.Header))
        {
            _leftover = new SyncMerge(_file, reader, CreateTemporaryFile);
        }
    }
}
