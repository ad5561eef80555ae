using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using MessengerMarketing.Binding;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Pipeline;

/// <summary>
/// A cmdlet that takes customers: as rows from the pipeline, from files, or one person by hand. A leaf says what is done with
/// a list from its columns on.
/// </summary>
public abstract class CustomerListCmdlet : PipelineCmdlet
{
    /// <summary>Rows from the pipeline.</summary>
    protected const string InputObjectSet = "InputObject";

    /// <summary>Files, with wildcards.</summary>
    protected const string PathSet = "Path";

    /// <summary>Files, by their exact names.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>One person.</summary>
    protected const string PersonSet = "Person";

    private ColumnMapping? _mapping;
    private RowBlock? _block;
    private int _blocks;
    private long _rows;

    /// <summary>A row: what Import-Csv gives, a hashtable, a data row, or any object whose properties are columns.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>CSV or TXT files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>CSV or TXT files, by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>E-mail address of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Email { get; set; }

    /// <summary>Phone number of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Phone { get; set; }

    /// <summary>First name of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? FirstName { get; set; }

    /// <summary>Last name of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? LastName { get; set; }

    /// <summary>Gender of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Gender { get; set; }

    /// <summary>Date of birth of the person, as a date or in ISO form.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public object? DateOfBirth { get; set; }

    /// <summary>City of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? City { get; set; }

    /// <summary>State or province of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? State { get; set; }

    /// <summary>Postal code of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    [Alias("ZipCode", "Zip")]
    public string? PostalCode { get; set; }

    /// <summary>Country of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Country { get; set; }

    /// <summary>The advertiser's own id of the person. Sent as it is, not hashed.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? ExternalId { get; set; }

    /// <summary>Mobile advertiser id of the person. Sent as it is, not hashed.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? MobileAdvertiserId { get; set; }

    /// <summary>The column of each schema key, where it is not recognised by name: <c>@{ EMAIL = 'Work mail' }</c>.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ColumnMapTransformation]
    public IReadOnlyDictionary<ColumnTarget, string>? ColumnMap { get; set; }

    /// <summary>Encoding of files without a byte order mark. UTF-8 by default.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    public Encoding? Encoding { get; set; }

    /// <summary>Delimiter of the files. Found out by default.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public char? Delimiter { get; set; }

    /// <summary>Column names of files without a header line.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>Country of the people whose row names none; supplies the calling code of their phone numbers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DefaultCountry { get; set; }

    /// <summary>Keeps the zero that national phone numbers start with after the calling code.</summary>
    [Parameter]
    public SwitchParameter KeepTrunkZero { get; set; }

    /// <summary>The list holds SHA-256 hashes already.</summary>
    [Parameter]
    public SwitchParameter AlreadyHashed { get; set; }

    /// <summary>Rows in a block.</summary>
    protected abstract int BlockSize { get; }

    /// <summary>How values are normalised and hashed.</summary>
    protected HashingOptions Hashing => new()
    {
        DefaultCountry = DefaultCountry,
        KeepTrunkZero = KeepTrunkZero,
        AlreadyHashed = AlreadyHashed,
    };

    /// <summary>A list begins; its columns are known. The name is null where the list does not come from a file.</summary>
    protected abstract void StartList(ColumnMapping mapping, string? fileName);

    /// <summary>Takes a block of a list from the pipeline. The block is the leaf's to dispose.</summary>
    protected abstract void AddBlock(RowBlock block);

    /// <summary>Takes a whole file, whose blocks may be read on any thread.</summary>
    protected abstract void AddFile(CustomerFile file, ColumnMapping mapping);

    /// <summary>The list has ended.</summary>
    protected abstract void EndList();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case InputObjectSet:
                AddRow(InputObject!);
                break;
            case PersonSet:
                AddPerson();
                break;
            default:
                foreach (string path in ResolvePaths())
                {
                    ReadFile(path);
                }

                break;
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (_mapping is not null)
        {
            HandOver();
            EndList();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _block?.Dispose();
        }
    }

    /// <summary>Runs what may find the list unfit and turns that into a terminating error.</summary>
    private void Guard(Action action)
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
            ThrowTerminatingError(error.ToRecord());
        }
    }

    private void AddRow(PSObject row)
    {
        if (row.BaseObject is FileInfo file)
        {
            ReadFile(file.FullName);
            return;
        }

        if (_mapping is null)
        {
            Start(RowSource.ColumnNames(row));
        }

        _block ??= new RowBlock(_mapping!.Columns.Count, BlockSize, ++_blocks, _rows + 1);
        RowSource.Add(row, _mapping!, _block);
        _rows++;
        if (_block.IsFull)
        {
            HandOver();
        }

        SayPosted();
    }

    private void AddPerson()
    {
        KeyValuePair<ColumnTarget, string?>[] given = new (ColumnTarget Target, object? Value)[]
        {
            (SchemaKey.EMAIL, Email), (SchemaKey.PHONE, Phone), (SchemaKey.GEN, Gender), (ColumnTarget.DateOfBirth, DateOfBirth),
            (SchemaKey.LN, LastName), (SchemaKey.FN, FirstName), (SchemaKey.CT, City), (SchemaKey.ST, State), (SchemaKey.ZIP, PostalCode),
            (SchemaKey.COUNTRY, Country), (SchemaKey.MADID, MobileAdvertiserId), (SchemaKey.EXTERN_ID, ExternalId),
        }
        .Where(field => field.Value is not null)
        .Select(field => new KeyValuePair<ColumnTarget, string?>(field.Target, CellText.From(field.Value)))
        .ToArray();

        Guard(() =>
        {
            _mapping = ColumnMapping.ForKeys(given.Select(field => field.Key));
            StartList(_mapping, fileName: null);
        });
        _block = new RowBlock(given.Length, BlockSize, ++_blocks, ++_rows);
        int row = _block.AddRow();
        for (int i = 0; i < given.Length; i++)
        {
            _block[row, i] = given[i].Value;
        }
    }

    private void ReadFile(string path)
    {
        try
        {
            using CustomerFile file = CustomerFile.Open(path, new CustomerFileOptions { Encoding = Encoding, Delimiter = Delimiter, Header = Header });
            Start(file.ColumnNames, System.IO.Path.GetFileName(path));
            AddFile(file, _mapping!);
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
        if (_mapping is not null)
        {
            _mapping = null;
            EndList();
        }
    }

    private void Start(IReadOnlyList<string> columnNames, string? fileName = null)
        => Guard(() =>
        {
            ColumnMapping mapping = ColumnMapping.Resolve(columnNames, ColumnMap);
            WriteVerbose($"Columns read: {string.Join(", ", mapping.Columns.Select(column => $"{column.Target} from '{column.Name}'"))}.");
            if (mapping.UnusedColumns.Count > 0)
            {
                WriteVerbose($"Columns not used. {ColumnMappingException.Describe(mapping.UnusedColumns)}");
            }

            StartList(mapping, fileName);
            _mapping = mapping;
        });

    private void HandOver()
    {
        if (_block is { Count: > 0 } block)
        {
            _block = null;
            AddBlock(block);
        }
    }

    private IEnumerable<string> ResolvePaths()
    {
        foreach (string path in Path ?? LiteralPath ?? [])
        {
            foreach (string file in Resolve(path))
            {
                yield return file;
            }
        }
    }

    private Collection<string> Resolve(string path)
    {
        try
        {
            return ParameterSetName == PathSet
                ? GetResolvedProviderPathFromPSPath(path, out _)
                : [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)];
        }
        catch (ItemNotFoundException error)
        {
            WriteError(new ErrorRecord(error, "MMFileNotFound", ErrorCategory.ObjectNotFound, path));
            return [];
        }
    }
}
