using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters by which a cmdlet takes lists of customers: as rows from the pipeline, or from files.</summary>
public abstract class CustomerInputCmdlet : PipelineCmdlet
{
    /// <summary>Rows from the pipeline.</summary>
    internal const string InputObjectSet = "InputObject";

    /// <summary>Files, with wildcards.</summary>
    internal const string PathSet = "Path";

    /// <summary>Files, by their exact names.</summary>
    internal const string LiteralPathSet = "LiteralPath";

    /// <summary>One person.</summary>
    internal const string PersonSet = "Person";

    /// <summary>
    /// A row: what Import-Csv gives, a hashtable, a data row, or any object whose properties are columns. A file object, as
    /// Get-ChildItem gives it, stands for the rows in the file. Rows beside files or a person given by parameters are refused: PowerShell's own
    /// error for what no parameter takes would repeat the row.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    public virtual PSObject? InputObject { get; set; }

    /// <summary>CSV, TXT, .csv.gz, .xlsx or .xls files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set => field = this.Bind(value); }

    /// <summary>CSV, TXT, .csv.gz, .xlsx or .xls files, by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set => field = this.Bind(value); }

    /// <summary>The columns of each schema key, where they are not recognized by name: <c>@{ EMAIL = 'Work mail'; PHONE = 'Mobile', 'Phone' }</c>.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ColumnMapTransformation]
    [ArgumentCompleter(typeof(ColumnMapCompleter))]
    public ColumnMap? ColumnMap { get; set => field = this.Bind(value); }

    /// <summary>Encoding of files without a byte order mark. UTF-8 by default, and Windows-1252 where a file is not UTF-8.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set => field = this.Bind(value); }

    /// <summary>Delimiter of the files, an ASCII character. Detected by default.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public char? Delimiter { get; set => field = this.Bind(value); }

    /// <summary>Column names of files without a header line.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set => field = this.Bind(value); }

    /// <summary>Worksheet of a workbook, by name. The first visible one by default.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? WorksheetName { get; set => field = this.Bind(value); }

    /// <summary>Country of the people whose row names none; supplies the calling code of their phone numbers.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DefaultCountry { get; set; }

    /// <summary>
    /// In which order dates of birth are written, as <c>dd/MM/yyyy</c> or <c>M/d/yy</c>. By default the row's country decides where day and
    /// month could be swapped.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public DateFormat? DateFormat { get; set; }

    /// <summary>Keeps the zero that national phone numbers start with after the calling code.</summary>
    [Parameter]
    public SwitchParameter KeepTrunkZero { get; set; }

    /// <summary>The list holds SHA-256 hashes already.</summary>
    [Parameter]
    public SwitchParameter AlreadyHashed { get; set; }

    /// <summary>The values of the person that the parameters describe, key by key; empty for a cmdlet that takes lists only.</summary>
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
