using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Erasure;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Cmdlets;

/// <summary>Erases the people of the lists of Remove-MMPerson, batch by batch. Pipeline thread only.</summary>
internal sealed class PersonErasure(CustomerInputCmdlet cmdlet, ErasureSettings settings) : ICustomerListConsumer, IDisposable
{
    private readonly ErasureReport _report = new(cmdlet);
    private readonly List<UnsubscribeRow> _others = [];
    private SuppressionFile? _suppression;
    private PersonEraser? _eraser;
    private BatchEncoder? _encoder;
    private ColumnMapping? _mapping;
    private CustomerFile? _file;

    /// <inheritdoc/>
    public int BlockSize => settings.BatchSize;

    /// <inheritdoc/>
    public bool TracksContent => false;

    /// <inheritdoc/>
    public bool NeedsConsentColumns => false;

    /// <summary>Opens the suppression list and checks the parameters. Nothing is changed or sent yet.</summary>
    public void Prepare()
    {
        AddOther(psid: settings.Psid);
        AddOther(token: settings.Token);
        if (settings.SuppressPath is { } path)
        {
            DistinctFiles.Check(cmdlet, [("-SuppressPath", path)],
                [.. (cmdlet.Path ?? []).Select(static list => ("-Path", list)), .. (cmdlet.LiteralPath ?? []).Select(static list => ("-LiteralPath", list))]);
            _suppression = OpenSuppression(path);
        }
        else
        {
            cmdlet.WriteWarning("Without -SuppressPath, later uploads add these people again if they are still on a list.");
        }

        StateEraser? states = OpenStates();
        _eraser = new PersonEraser(cmdlet.CreateClient(settings.Context, settings.Context.ClientOptions), _suppression, states);
    }

    /// <inheritdoc/>
    public ColumnMapping StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        _file = file;
        if (!mapping.HasIdentifier)
        {
            cmdlet.ThrowTerminatingError(cmdlet.ParameterSetName == CustomerInputCmdlet.PersonSet
                ? ItemErrors.IdentifierMissing()
                : ColumnMappingException.NoIdentifier([.. mapping.ListColumns.Select(static column => column.Name)]).ToRecord());
        }

        if (file is not null && settings.SuppressPath is { } path)
        {
            DistinctFiles.Check(cmdlet, [("-SuppressPath", path)], [("the list", file.FilePath)]);
        }

        // If the caller maps columns, only these columns fill their key.
        _mapping = IdentifyingColumns(cmdlet.ColumnMap is null ? mapping.WithAllIdentifierColumns() : mapping);
        WriteColumns(mapping, _mapping);
        _encoder?.Dispose();
        _encoder = new BatchEncoder(_mapping, cmdlet.Hashing with { AllIdentifiers = true });
        _report.StartList();
        return _mapping;
    }

    /// <inheritdoc/>
    public void AddBlock(RowBlock block)
    {
        using HashedBatch batch = cmdlet.Await(token => Task.Run(() => Encode(block), token));
        _report.Add(batch);
        if (batch.Rows == 0 || !cmdlet.ShouldProcess(FormatTarget(), FormatAction(batch)))
        {
            return;
        }

        try
        {
            _report.Write(cmdlet.Await(token => _eraser!.EraseAsync(batch, _others, token)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(ErasureErrors.SuppressionNotWritten(exception, settings.SuppressPath!));
        }
    }

    /// <inheritdoc/>
    public void WriteAvailable()
    {
    }

    /// <inheritdoc/>
    public void EndList()
    {
        using CustomerFile? file = _file;
        _file = null;
        if (file is null)
        {
            return;
        }

        using IEnumerator<RowBlock> blocks = file.ReadBlocks(_mapping!, BlockSize).GetEnumerator();
        while (cmdlet.Await(token => Task.Run(blocks.MoveNext, token)))
        {
            AddBlock(blocks.Current);
        }
    }

    /// <summary>Writes what could not be erased and what to do.</summary>
    public void Complete() => _report.Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _encoder?.Dispose();
        _suppression?.Dispose();
    }

    /// <summary>Returns the keys that identify people, and the country, which supplies the calling code. Nothing else is sent.</summary>
    private static ColumnMapping IdentifyingColumns(ColumnMapping mapping) => mapping.WithOnly(static key => key.IsIdentifier() || key == SchemaKey.COUNTRY);

    private void WriteColumns(ColumnMapping list, ColumnMapping used)
    {
        string[] unused = [.. list.Columns.Where(column => used.Columns.All(other => other.Index != column.Index)).Select(static column => column.Name)];
        HostMessage.Write(cmdlet, $"People are identified by {string.Join(", ", used.Columns.Select(static column => column.Name).Distinct())}."
            + (unused.Length == 0 ? string.Empty : $" Not used: {string.Join(", ", unused)}."));
    }

    private HashedBatch Encode(RowBlock block)
    {
        using (block)
        {
            return _encoder!.Encode(block);
        }
    }

    private void AddOther(string? psid = null, string? token = null)
    {
        if (psid is null && token is null)
        {
            return;
        }

        using var reader = new UnsubscribeRowReader();
        reader.Read(null, null, psid, token, out UnsubscribeRow? row);
        if (row is null)
        {
            cmdlet.ThrowTerminatingError(ErasureErrors.PsidUnusable());
        }

        _others.Add(row!);
    }

    private SuppressionFile OpenSuppression(string path)
    {
        try
        {
            return SuppressionFile.Open(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(ErasureErrors.SuppressionNotOpened(exception, path));
            throw;
        }
    }

    private StateEraser? OpenStates()
    {
        if (settings.StatePath.Count == 0)
        {
            return null;
        }

        var states = new StateEraser([.. settings.StatePath.Select(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath)], settings.Context.AdAccountId);
        if (states.Check() is { } error)
        {
            cmdlet.ThrowTerminatingError(ErasureErrors.StateNotUsable(error.Exception, error.Path));
        }

        return states;
    }

    private string FormatTarget() => $"ad account {settings.Context.AdAccountId}, Page {settings.Context.PageId}";

    private string FormatAction(HashedBatch batch)
    {
        int count = batch.RowsRead - batch.Rejected;
        string people = count == 1 ? "1 person" : $"{count} people";
        string added = settings.SuppressPath is null ? string.Empty : $", add them to '{Path.GetFileName(settings.SuppressPath)}'";
        string deleted = settings.StatePath.Count == 0 ? string.Empty : $", delete them from {string.Join(", ", settings.StatePath.Select(static path => $"'{Path.GetFileName(path)}'"))}";
        return $"Remove {people} from every customer-file audience, end their subscriptions{added}{deleted}";
    }
}
