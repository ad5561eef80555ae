using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters for lists of customers: rows from the pipeline, or files.</summary>
public abstract class CustomerInputCmdlet : PipelineCmdlet
{
    /// <summary>Rows from the pipeline.</summary>
    internal const string InputObjectSet = "InputObject";

    /// <summary>Files, with wildcards.</summary>
    internal const string PathSet = "Path";

    /// <summary>Exact paths of files.</summary>
    internal const string LiteralPathSet = "LiteralPath";

    /// <summary>One person.</summary>
    internal const string PersonSet = "Person";

    /// <summary>A row: an object from Import-Csv, a hashtable, a data row, or any object whose properties are columns. For a file object from Get-ChildItem,
    /// the rows of the file are read. Rows together with files or the parameters of a person are refused here, because PowerShell's own error for unbound input
    /// would show the row.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    public virtual PSObject? InputObject { get; set; }

    /// <summary>CSV, TXT, .csv.gz, .xlsx, or .xls files. Wildcards are supported.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set => field = this.Bind(value); }

    /// <summary>Exact paths of CSV, TXT, .csv.gz, .xlsx, or .xls files.</summary>
    /// <remarks>Not bound by property name: file objects bind to <see cref="InputObject"/>, and PowerShell would look for the property in each row.</remarks>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set => field = this.Bind(value); }

    /// <summary>The columns of schema keys that are not recognized by name: <c>@{ EMAIL = 'Work mail'; PHONE = 'Mobile', 'Phone' }</c>.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ColumnMapTransformation]
    [ArgumentCompleter(typeof(ColumnMapCompleter))]
    public ColumnMap? ColumnMap { get; set => field = this.Bind(value); }

    /// <summary>Encoding of files without a byte order mark. The default is UTF-8, or Windows-1252 if a file is not UTF-8.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set => field = this.Bind(value); }

    /// <summary>Delimiter of the files, an ASCII character. Detected by default.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public char? Delimiter { get; set => field = this.Bind(value); }

    /// <summary>Column names of files without a header line.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set => field = this.Bind(value); }

    /// <summary>Name of the worksheet. The default is the first visible worksheet.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? WorksheetName { get; set => field = this.Bind(value); }

    /// <summary>Country of rows that do not specify one. Supplies the calling code of their phone numbers.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DefaultCountry { get; set; }

    /// <summary>Order of day, month, and year in dates of birth, such as <c>dd/MM/yyyy</c> or <c>M/d/yy</c>. By default, the country of the row decides if day
    /// and month could be swapped.</summary>
    [Parameter]
    [ValidateNotNull]
    public DateFormat? DateFormat { get; set; }

    /// <summary>Keeps the leading zero of national phone numbers after the calling code.</summary>
    [Parameter]
    public SwitchParameter KeepTrunkZero { get; set; }

    /// <summary>The list contains SHA-256 hashes.</summary>
    [Parameter]
    public SwitchParameter AlreadyHashed { get; set; }

    /// <summary>The values of the person in the parameters, by key. Empty for a cmdlet that accepts only lists.</summary>
    internal virtual IReadOnlyList<KeyValuePair<ColumnTarget, string?>> PersonFields() => [];

    /// <summary>How values are normalized and hashed.</summary>
    internal HashingOptions Hashing => new()
    {
        DefaultCountry = DefaultCountry,
        DateFormat = DateFormat,
        KeepTrunkZero = KeepTrunkZero,
        AlreadyHashed = AlreadyHashed,
    };
}
