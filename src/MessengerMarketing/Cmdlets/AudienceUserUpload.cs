using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Context;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Uploads the lists of Add-MMAudienceUser and Remove-MMAudienceUser. Pipeline thread only.</summary>
internal sealed class AudienceUserUpload : ICustomerListConsumer, IDisposable
{
    private readonly AudienceUserCmdlet _cmdlet;
    private readonly GraphContext _context;
    private readonly UploadAction _action;
    private readonly OptOutSettings _optOut;
    private readonly UploadRunner _runner;
    private readonly UploadStreams _streams;
    private string[] _shownColumns = [];

    /// <summary>Checks the paths. Nothing is read or sent yet.</summary>
    public AudienceUserUpload(AudienceUserCmdlet cmdlet, UploadAction action, OptOutSettings optOut)
    {
        _cmdlet = cmdlet;
        _action = action;
        _optOut = optOut;
        _context = ContextStore.Require(cmdlet, cmdlet.Context);
        CheckFiles(optOut.SuppressPath);
        _runner = new UploadRunner(_context, CreateOptions(optOut), cmdlet.Cancellation);
        _streams = new UploadStreams(cmdlet, _runner, CreateSettings(optOut)) { WritesSummary = cmdlet.Summary };
    }

    /// <summary>Reads the suppression lists and creates the report of rejected rows.</summary>
    public void Prepare() => _streams.Prepare();

    private (string Parameter, string? Path)[] WrittenFiles => [("-JournalPath", _cmdlet.JournalPath), ("-RejectPath", _cmdlet.RejectPath)];

    /// <inheritdoc/>
    public int BlockSize => _cmdlet.AllIdentifiers ? Math.Max(1, _cmdlet.BatchSize / HashingOptions.MaxRowsPerPerson) : _cmdlet.BatchSize;

    /// <inheritdoc/>
    public bool TracksContent => _cmdlet.JournalPath is not null && !_cmdlet.IsWhatIf();

    /// <inheritdoc/>
    public bool NeedsConsentColumns => _optOut.SkipsOptedOut;

    /// <inheritdoc/>
    public ColumnMapping StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        WriteColumns(file, preview?.Invoke());
        if (_cmdlet.ParameterSetName == CustomerInputCmdlet.PersonSet && !mapping.HasIdentifier)
        {
            _cmdlet.ThrowTerminatingError(ItemErrors.IdentifierMissing());
        }

        if (_streams.IsStopped)
        {
            file?.Dispose();
            return mapping;
        }

        if (file is not null)
        {
            DistinctFiles.Check(_cmdlet, WrittenFiles, [("the list", file.FilePath)]);
        }

        if (_action == UploadAction.Add)
        {
            mapping = mapping.WithConsentColumns();
        }

        _streams.SourcePath = file?.FilePath;
        _streams.StartList(new UploadList
        {
            AudienceId = ResolveAudience(),
            Mapping = mapping,
            Source = file is null ? null : new FileUploadSource(file, _cmdlet.Encoding),
        }, _action);
        return mapping;
    }

    /// <inheritdoc/>
    public void AddBlock(RowBlock block) => _streams.Add(block);

    /// <inheritdoc/>
    public void WriteAvailable() => _streams.WriteAvailable();

    /// <inheritdoc/>
    public void EndList() => _streams.EndList();

    /// <summary>Writes what was left out, the summaries, and a warning if an audience is too small for tokens.</summary>
    public void Complete()
    {
        _streams.Complete();

        // A person that is specified by parameters is usually added to an audience that already has people.
        if (_action == UploadAction.Add && _cmdlet.ParameterSetName != CustomerInputCmdlet.PersonSet)
        {
            UploadWarning.WriteSmallList(_cmdlet, _runner.Statistics);
        }
    }

    /// <summary>Writes to the host how to resume an interrupted upload.</summary>
    public void WriteInterrupted() => _streams.WriteInterrupted();

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();

    /// <summary>Shows the column mapping. Lists with the same columns, such as the files of a folder, share one table.</summary>
    private void WriteColumns(CustomerFile? file, ListPreview? preview)
    {
        string[] columns = [.. preview?.Columns.Select(static column => column.Column) ?? []];
        if (preview is not null && !columns.SequenceEqual(_shownColumns))
        {
            _shownColumns = columns;
            ColumnMessage.Write(_cmdlet, Path.GetFileName(file?.FilePath), preview);
        }
    }

    /// <summary>The command must not write to a file that it reads. Files from the pipeline are checked when they arrive.</summary>
    private void CheckFiles(string[] suppressPath) => DistinctFiles.Check(_cmdlet, WrittenFiles,
    [
        .. (_cmdlet.Path ?? []).Select(static path => ("-Path", path)),
        .. (_cmdlet.LiteralPath ?? []).Select(static path => ("-LiteralPath", path)),
        .. suppressPath.Select(static path => ("-SuppressPath", path)),
    ]);

    /// <summary>Returns the ID of the audience. It replaces a name, so that the name is resolved only once.</summary>
    private string ResolveAudience()
        => _cmdlet.AudienceId = AudienceReference.Resolve(_cmdlet, _cmdlet.CreateClient(_context, _context.ClientOptions), _cmdlet.AudienceId);

    private UploadRunnerOptions CreateOptions(OptOutSettings optOut) => new()
    {
        Action = _action,
        Upload = new UploadOptions
        {
            BatchSize = BlockSize,
            ThrottleLimit = _cmdlet.ThrottleLimit,
            Hashing = _cmdlet.Hashing with { AllIdentifiers = _cmdlet.AllIdentifiers },
            AppIds = _cmdlet.AppId,
            Unique = _cmdlet.Unique,
            SkipsOptedOut = optOut.SkipsOptedOut,
        },
        MaxWait = TimeSpan.FromSeconds(_cmdlet.MaxWaitSec),
        ConfigureClient = _cmdlet.Waiting.Observe,
        MaxRejectPercent = _cmdlet.MaxRejectPercent,
        SuppressionPaths = [.. optOut.SuppressPath.SelectMany(path => Binding.SuppressionPaths.Find(_cmdlet, path))],
        AllowsUnusableSuppression = optOut.AllowsUnusable,
        RejectPath = ToFullPath(_cmdlet.RejectPath, "-RejectPath"),
        JournalPath = ToFullPath(_cmdlet.JournalPath, "-JournalPath"),
        IsDryRun = _cmdlet.IsWhatIf(),
    };

    private UploadErrorContext CreateSettings(OptOutSettings optOut) => new()
    {
        JournalPath = _cmdlet.JournalPath,
        RejectPath = _cmdlet.RejectPath,
        SuppressPath = optOut.SuppressPath,
        SkipsOptedOut = optOut.SkipsOptedOut,
        MaxRejectPercent = _cmdlet.MaxRejectPercent,
    };

    private string? ToFullPath(string? path, string parameter)
    {
        if (path is null)
        {
            return null;
        }

        string full = _cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            _cmdlet.ThrowTerminatingError(FileErrors.NoFolder(path, parameter));
        }

        return full;
    }
}
