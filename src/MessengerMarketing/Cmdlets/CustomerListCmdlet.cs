using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// A cmdlet that takes lists of customers. The rows of the pipeline are one list, each file is a list of its own, and so is a
/// person given by hand. A leaf says what is done with a list from its columns on.
/// </summary>
public abstract class CustomerListCmdlet : CustomerInputCmdlet
{
    private ColumnMapping? _mapping;
    private RowIntake? _intake;
    private Action<PSObject>? _addItem;
    private string[] _fromPipeline = [];

    /// <summary>Rows in a block.</summary>
    protected abstract int BlockSize { get; }

    /// <summary>A list begins; its columns are known. The file is null where the list does not come from one.</summary>
    protected abstract void StartList(ColumnMapping mapping, CustomerFile? file);

    /// <summary>Takes a block of a list. The block is the leaf's to dispose.</summary>
    protected abstract void AddBlock(RowBlock block);

    /// <summary>Takes a whole file, whose blocks may be read on any thread. The file is the leaf's to dispose, once none of them is being read.</summary>
    protected abstract void AddFile(CustomerFile file, ColumnMapping mapping);

    /// <summary>Called after each row of the pipeline, to write what has become known meanwhile: the next row may be long in coming.</summary>
    protected virtual void WriteCompletedReceipts() => WritePosted();

    /// <summary>The list has ended.</summary>
    protected virtual void EndList()
    {
    }

    /// <summary>There are no further lists.</summary>
    protected virtual void Conclude()
    {
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
        => _fromPipeline = [.. MyInvocation.MyCommand.Parameters.Values
            .Where(parameter => parameter.ParameterSets.Values.Any(static set => set.ValueFromPipelineByPropertyName) && !MyInvocation.BoundParameters.ContainsKey(parameter.Name))
            .Select(static parameter => parameter.Name)];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        CheckSurplus();
        switch (ParameterSetName)
        {
            case InputObjectSet:
                PipelineRows.ForEach(this, InputObject!, _addItem ??= AddItem);
                break;
            case PersonSet:
                AddPerson();
                break;
            default:
                foreach (string path in CustomerPaths.Resolve(this, Path ?? LiteralPath ?? [], isLiteral: ParameterSetName == LiteralPathSet))
                {
                    ReadFile(path);
                }

                break;
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        FinishList();
        Conclude();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _intake?.Dispose();
        }
    }

    /// <summary>Refuses rows that come beside -Path and the like. An item that brings the audience or the file has done its part.</summary>
    private void CheckSurplus()
    {
        if (Surplus is not null && !Array.Exists(_fromPipeline, name => MyInvocation.BoundParameters.ContainsKey(name)))
        {
            ThrowTerminatingError(ErrorRecords.RowsBesideOthers(ParameterSetName == PersonSet ? "a person given by hand" : $"-{ParameterSetName}"));
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
                WriteVerbose($"The folder '{folder.Name}' is passed over.");
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
            Start(RowSource.ColumnNames(row));
            _intake = new RowIntake(_mapping!, BlockSize);
        }

        if (_intake.Add(row) is { } full)
        {
            AddBlock(full);
        }

        WriteCompletedReceipts();
    }

    private void AddPerson()
    {
        IReadOnlyList<KeyValuePair<ColumnTarget, string?>> given = Person();
        Guard(() =>
        {
            ColumnMapping mapping = ColumnMapping.ForKeys(given.Select(field => field.Key));
            StartList(mapping, file: null);
            _mapping = mapping;
        });
        var block = new RowBlock(given.Count, capacity: 1, number: 1, firstRow: 1);
        block.AddRow([.. given.Select(field => field.Value)]);
        AddBlock(block);

        // The next one from the pipeline is the same person for another audience.
        FinishList();
    }

    private void ReadFile(string path)
    {
        FinishList();
        try
        {
            CustomerFile file = Open(path);
            try
            {
                Start(file.ColumnNames, file);
            }
            catch
            {
                file.Dispose();
                throw;
            }

            AddFile(file, _mapping!);
            if (file.RowsRead == 0)
            {
                WriteWarning($"The list has no rows: the file '{System.IO.Path.GetFileName(path)}' {(Header is null ? "holds a header line and nothing else" : "is empty")}.");
            }
        }
        catch (CustomerFileException error)
        {
            WriteError(error.ToRecord(path));
        }
        catch (IOException error)
        {
            WriteError(error.ToRecord(path));
        }
        catch (UnauthorizedAccessException error)
        {
            WriteError(error.ToRecord(path));
        }

        // Whatever was read before an error is on its way and must be seen through.
        FinishList();
    }

    private CustomerFile Open(string path)
    {
        CustomerFile? file = null;
        Guard(() => file = CustomerFile.Open(path, new CustomerFileOptions { Encoding = Encoding, Delimiter = Delimiter, Header = Header }), nameof(Delimiter));
        return file!;
    }

    private void Start(IReadOnlyList<string> columnNames, CustomerFile? file = null)
        => Guard(() =>
        {
            ColumnMapping mapping = ColumnMapping.Resolve(columnNames, ColumnMap);
            WriteVerbose($"Columns read: {string.Join(", ", mapping.Columns.Select(column => $"{column.Target} from '{column.Name}'"))}.");
            if (mapping.UnusedColumns.Count > 0)
            {
                WriteVerbose($"Columns not used. {ColumnMappingException.Describe(mapping.UnusedColumns)}");
            }

            foreach (KeyValuePair<MappedColumn, string> rival in mapping.Rivals)
            {
                WriteWarning(DescribeRivals(rival.Key, rival.Value));
            }

            foreach (KeyValuePair<string, ColumnTarget> near in mapping.NearMisses)
            {
                WriteWarning($"The column '{near.Key}' is not used. If it is {near.Value}, say so: -ColumnMap @{{ {near.Value} = '{near.Key.Replace("'", "''")}' }}");
            }

            StartList(mapping, file);
            _mapping = mapping;
        });

    private static string DescribeRivals(MappedColumn read, string other) => string.Equals(read.Name.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase)
        ? $"Two columns are named '{other}', and the first is read as {read.Target}. Rename the one that is not meant."
        : $"Two columns may be {read.Target}: '{read.Name}' is read, '{other}' is not. Say which one is meant: -ColumnMap @{{ {read.Target} = '{other.Replace("'", "''")}' }}, or '{read.Name.Replace("'", "''")}'.";

    private void FinishList()
    {
        if (_mapping is null)
        {
            return;
        }

        if (_intake?.Rest() is { } rest)
        {
            AddBlock(rest);
        }

        _intake = null;
        _mapping = null;
        EndList();
    }

    /// <summary>Runs what may find the list or an option unfit and turns that into a terminating error.</summary>
    private void Guard(Action action, string? parameter = null)
    {
        try
        {
            action();
        }
        catch (ColumnMappingException error)
        {
            ThrowTerminatingError(error.ToRecord());
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(error.ToRecord(parameter));
        }
    }
}
