using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;

namespace MessengerMarketing.Cmdlets;

/// <summary>Reads the lists of a cmdlet's parameters. The rows of the pipeline are one list, each file is a list, and so is a person specified by parameters.
/// Pipeline thread only.</summary>
internal sealed class CustomerListReader : IDisposable
{
    private static readonly string[] FileOptionNames =
        [nameof(CustomerInputCmdlet.Encoding), nameof(CustomerInputCmdlet.Delimiter), nameof(CustomerInputCmdlet.Header), nameof(CustomerInputCmdlet.WorksheetName)];

    private readonly CustomerInputCmdlet _cmdlet;
    private readonly ICustomerListConsumer _consumer;
    private readonly string[] _fromPipeline;
    private readonly Action<PSObject> _addItem;
    private ColumnMapping? _mapping;
    private RowIntake? _intake;

    /// <summary>Creates a reader. Call it in BeginProcessing, when the named parameters are known.</summary>
    public CustomerListReader(CustomerInputCmdlet cmdlet, ICustomerListConsumer consumer)
    {
        _cmdlet = cmdlet;
        _consumer = consumer;
        _addItem = AddItem;
        InvocationInfo invocation = cmdlet.MyInvocation;
        _fromPipeline = [.. invocation.MyCommand.Parameters.Values
            .Where(parameter => parameter.ParameterSets.Values.Any(static set => set.ValueFromPipelineByPropertyName) && !invocation.BoundParameters.ContainsKey(parameter.Name))
            .Select(static parameter => parameter.Name)];
    }

    /// <summary>Whether a file could not be opened or read. An error was written for it.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads one pipeline record.</summary>
    public void ProcessRecord()
    {
        RefuseOtherRows();
        switch (_cmdlet.ParameterSetName)
        {
            case CustomerInputCmdlet.InputObjectSet:
                PipelineRows.ForEach(_cmdlet, _cmdlet.InputObject!, _addItem);
                break;
            case CustomerInputCmdlet.PersonSet:
                AddPerson();
                break;
            default:
                bool isLiteral = _cmdlet.ParameterSetName == CustomerInputCmdlet.LiteralPathSet;
                foreach (string path in CustomerPaths.Resolve(_cmdlet, _cmdlet.Path ?? _cmdlet.LiteralPath ?? [], isLiteral))
                {
                    ReadFile(path);
                }

                break;
        }
    }

    /// <summary>Ends the list that is being read, if any.</summary>
    public void EndList()
    {
        if (_mapping is null)
        {
            return;
        }

        if (_intake?.Rest() is { } rest)
        {
            _consumer.AddBlock(rest);
        }

        _intake = null;
        _mapping = null;
        _consumer.EndList();
    }

    /// <inheritdoc/>
    public void Dispose() => _intake?.Dispose();

    /// <summary>Refuses rows together with -Path and similar parameters. An item that supplied the audience or the file is accepted.</summary>
    private void RefuseOtherRows()
    {
        if (_cmdlet.ParameterSetName != CustomerInputCmdlet.InputObjectSet && _cmdlet.InputObject is not null && !Array.Exists(_fromPipeline, name => _cmdlet.MyInvocation.BoundParameters.ContainsKey(name)))
        {
            string set = _cmdlet.ParameterSetName;
            _cmdlet.ThrowTerminatingError(ItemErrors.RowsBesideOthers(set == CustomerInputCmdlet.PersonSet ? "the parameters of a person, such as -Email" : $"-{set}"));
        }
    }

    /// <summary>Refuses rows together with a parameter that says how to read files. They are accepted with file objects.</summary>
    private void RefuseFileOptions()
    {
        if (Array.Find(FileOptionNames, _cmdlet.MyInvocation.BoundParameters.ContainsKey) is { } name)
        {
            _cmdlet.ThrowTerminatingError(ItemErrors.RowsBesideOthers($"-{name}"));
        }
    }

    private void AddItem(PSObject item)
    {
        switch (item.BaseObject)
        {
            case FileInfo file:
                ReadFile(file.FullName);
                break;
            case DirectoryInfo folder:
                _cmdlet.WriteVerbose($"The folder '{folder.Name}' is skipped.");
                break;
            default:
                AddRow(item);
                break;
        }
    }

    private void AddRow(PSObject row)
    {
        if (_intake is null)
        {
            RefuseFileOptions();
            IReadOnlyList<string> names = RowSource.ColumnNames(row);
            ColumnMapping mapping = ColumnMappings.Resolve(_cmdlet, names);
            Start(mapping, file: null, ColumnMappings.CreatePreview(mapping, row));
            var late = new LateColumns(_cmdlet, names, _consumer.NeedsConsentColumns);
            _intake = new RowIntake(_mapping!, new BlockLayout(_consumer.BlockSize), late.Report);
        }

        if (_intake.Add(row) is { } full)
        {
            _consumer.AddBlock(full);
        }

        _consumer.WriteAvailable();
    }

    private void AddPerson()
    {
        IReadOnlyList<KeyValuePair<ColumnTarget, string?>> fields = _cmdlet.PersonFields();
        Start(ColumnMapping.ForKeys(fields.Select(static field => field.Key)), file: null, preview: null);
        var block = new RowBlock(fields.Count, capacity: 1, number: 1, firstRow: 1);
        block.AddRow([.. fields.Select(static field => field.Value)]);
        _consumer.AddBlock(block);

        // The next pipeline item is the same person for another audience.
        EndList();
    }

    private void ReadFile(string path)
    {
        EndList();
        try
        {
            CustomerFile file = Open(path);
            int written = WriteNotices(file, 0);
            ColumnMapping mapping = ResolveColumns(file);
            bool canReread = file.Length is not null;
            Start(mapping, file, () => new ListPreview(mapping, canReread ? ListSample.Read(path, FileOptions) : [], ColumnMapText.Format));
            EndList();
            WriteNotices(file, written);
            if (file.RowsRead == 0)
            {
                _cmdlet.WriteWarning($"The list has no rows: the file '{Path.GetFileName(path)}' {(_cmdlet.Header is null ? "has a header line only" : "is empty")}.");
            }
        }
        catch (Exception exception) when (exception is CustomerFileException or IOException or UnauthorizedAccessException)
        {
            HasFailed = true;
            _cmdlet.WriteError(FileErrors.ToRecord(exception, path));
        }
    }

    private CustomerFileOptions FileOptions => new() { Encoding = _cmdlet.Encoding, Delimiter = _cmdlet.Delimiter, Header = _cmdlet.Header, WorksheetName = _cmdlet.WorksheetName };

    private CustomerFile Open(string path) => ArgumentErrors.Guard(
        _cmdlet,
        () => CustomerFile.Open(path, FileOptions with { TracksContent = _consumer.TracksContent }),
        nameof(_cmdlet.Delimiter));

    /// <summary>Writes new notices about the file. Some are known only at its end.</summary>
    private int WriteNotices(CustomerFile file, int written)
    {
        IReadOnlyList<FileNotice> notices = file.Notices;
        foreach (FileNotice notice in notices.Skip(written))
        {
            FileNoticeText.Write(_cmdlet, notice, Path.GetFileName(file.FilePath));
        }

        return notices.Count;
    }

    private ColumnMapping ResolveColumns(CustomerFile file)
    {
        try
        {
            return ColumnMappings.Resolve(_cmdlet, file.ColumnNames);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Start(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
        => ArgumentErrors.Guard(_cmdlet, () => _mapping = _consumer.StartList(mapping, file, preview));
}
