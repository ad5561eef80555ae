using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Cmdlets;

/// <summary>Runs Sync-MMAudienceUser: reads the list, and then sends the difference to the state. Pipeline thread only.</summary>
internal sealed class AudienceSync : ICustomerListConsumer, IDisposable
{
    private readonly CustomerInputCmdlet _cmdlet;
    private SyncSettings _settings;
    private readonly GraphContext _context;
    private readonly SyncRunner _runner;
    private readonly ProgressLine _progress;
    private readonly SyncReading _reading;
    private readonly CustomerListReader _lists;
    private bool _hasList;

    /// <summary>Reads the suppression lists. The list itself follows later.</summary>
    public AudienceSync(CustomerInputCmdlet cmdlet, SyncSettings settings)
    {
        _cmdlet = cmdlet;
        _settings = settings;
        _context = ContextStore.Require(cmdlet, settings.Context);
        RefuseSeveral((cmdlet.Path ?? cmdlet.LiteralPath ?? []).Length > 1);
        DistinctFiles.Check(cmdlet, WrittenFiles,
        [
            .. (cmdlet.Path ?? []).Select(static path => ("-Path", path)),
            .. (cmdlet.LiteralPath ?? []).Select(static path => ("-LiteralPath", path)),
            .. settings.SuppressPath.Select(static path => ("-SuppressPath", path)),
        ]);
        _runner = new SyncRunner(_context, CreateOptions(), cmdlet.Cancellation);
        _progress = new ProgressLine(cmdlet);
        _reading = new SyncReading(cmdlet, _runner, _progress);
        _lists = new CustomerListReader(cmdlet, this);
        Guard(_reading.Prepare);
    }

    /// <inheritdoc/>
    public int BlockSize => _settings.Options.Upload.BatchSize;

    /// <inheritdoc/>
    public bool TracksContent => false;

    /// <inheritdoc/>
    public bool NeedsConsentColumns => _settings.Options.Upload.SkipsOptedOut;

    private (string Parameter, string? Path)[] WrittenFiles => [("-StatePath", _settings.StatePath), ("-RejectPath", _settings.RejectPath)];

    /// <summary>Reads one pipeline record.</summary>
    public void ProcessRecord() => _lists.ProcessRecord();

    /// <inheritdoc/>
    public ColumnMapping StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        if (_hasList)
        {
            file?.Dispose();
            RefuseSeveral(true);
        }

        _hasList = true;
        if (preview is not null)
        {
            ColumnMessage.Write(_cmdlet, Path.GetFileName(file?.FilePath), preview());
        }

        if (file is not null)
        {
            DistinctFiles.Check(_cmdlet, WrittenFiles, [("the list", file.FilePath)]);
        }

        _settings = _settings with { ListPath = file?.FilePath };
        mapping = mapping.WithConsentColumns();
        string audienceId = AudienceReference.Resolve(_cmdlet, _cmdlet.CreateClient(_context, _context.ClientOptions), _settings.AudienceId);
        var list = new SyncList
        {
            AudienceId = audienceId,
            Mapping = mapping,
            Source = file is null ? null : new FileUploadSource(file, _cmdlet.Encoding),
            Reopen = file is null or { Length: null } ? null : () => Reopen(file.FilePath),
        };
        Guard(() => _reading.Start(list));
        if (_runner.WasStateOpenToOthers)
        {
            _cmdlet.WriteWarning($"Other users had access to the state '{_settings.StatePath}'. Now only its owner has.");
        }

        return mapping;
    }

    /// <inheritdoc/>
    public void AddBlock(RowBlock block) => _reading.Add(block);

    /// <inheritdoc/>
    public void WriteAvailable() => _reading.WriteAvailable();

    /// <inheritdoc/>
    public void EndList() => _reading.End();

    /// <summary>Compares the list with the state, sends the difference, and writes what was done.</summary>
    public void Complete()
    {
        _lists.EndList();
        if (_lists.HasFailed || !_hasList)
        {
            // An error was written. Without a list, nobody can have left it.
            return;
        }

        if (_reading.Error is { } error)
        {
            _cmdlet.ThrowTerminatingError(SyncErrors.ToRecord(error, _settings));
        }

        UploadStatistics read = _runner.Reader.Statistics.Single();
        if (UploadWarning.Format(read.Tally, _settings.RejectPath is not null) is { } warning)
        {
            _cmdlet.WriteWarning(warning);
        }

        ConsentMessage.Write(_cmdlet, read.Tally.Consent, _settings.Options.Upload.SkipsOptedOut);
        _progress.Show(read.AudienceId, "Comparing the list with the state");
        SyncChanges changes = GuardResult(() => _cmdlet.Await(_ => _runner.CompareAsync()));
        SyncText.WriteGuard(_cmdlet, changes);
        if (_cmdlet.ShouldProcess($"audience {read.AudienceId}", SyncText.FormatChanges(changes)) || _cmdlet.IsWhatIf())
        {
            var sending = new SyncSending(_cmdlet, _runner, _progress, _settings, changes);
            (SyncSummary summary, Exception? stopped) = GuardResult(() => sending.SendAll(read.AudienceId));
            sending.WriteResult(summary, stopped);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lists?.Dispose();
        _runner?.Dispose();
    }

    private FileUploadSource Reopen(string path) => new(
        CustomerFile.Open(path, new CustomerFileOptions { Encoding = _cmdlet.Encoding, Delimiter = _cmdlet.Delimiter, Header = _cmdlet.Header, WorksheetName = _cmdlet.WorksheetName }), _cmdlet.Encoding);

    private void RefuseSeveral(bool isSeveral)
    {
        if (isSeveral)
        {
            _cmdlet.ThrowTerminatingError(SyncErrors.SeveralLists());
        }
    }

    private void Guard(Action action) => GuardResult(() =>
    {
        action();
        return true;
    });

    private T GuardResult<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (SyncErrors.IsExpected(exception))
        {
            _cmdlet.ThrowTerminatingError(SyncErrors.ToRecord(exception, _settings));
            throw;
        }
    }

    private SyncOptions CreateOptions() => _settings.Options with
    {
        StatePath = ToFullPath(_settings.StatePath, "-StatePath"),
        RejectPath = _settings.RejectPath is { } path ? ToFullPath(path, "-RejectPath") : null,
        SuppressionPaths = [.. _settings.SuppressPath.SelectMany(path => SuppressionPaths.Find(_cmdlet, path))],
        ConfigureClient = _cmdlet.Waiting.Observe,
        IsDryRun = _cmdlet.IsWhatIf(),
    };

    private string ToFullPath(string path, string parameter)
    {
        string full = _cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            _cmdlet.ThrowTerminatingError(FileErrors.NoFolder(path, parameter));
        }

        return full;
    }
}
