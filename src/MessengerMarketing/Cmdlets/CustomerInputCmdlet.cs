using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters by which a cmdlet takes customers: as rows from the pipeline, from files, or one person by hand.</summary>
public abstract class CustomerInputCmdlet : PipelineCmdlet
{
    /// <summary>Rows from the pipeline.</summary>
    protected const string InputObjectSet = "InputObject";

    /// <summary>Files, with wildcards.</summary>
    protected const string PathSet = "Path";

    /// <summary>Files, by their exact names.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>One person.</summary>
    protected const string PersonSet = "Person";

    /// <summary>
    /// A row: what Import-Csv gives, a hashtable, a data row, or any object whose properties are columns. A file object, as
    /// Get-ChildItem gives it, stands for the rows in the file.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// What a pipeline brings beside files or a person given by hand. It is taken to be refused: PowerShell's own error for what no parameter takes
    /// would repeat the row.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = PathSet, DontShow = true)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralPathSet, DontShow = true)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = PersonSet, DontShow = true)]
    public PSObject? Surplus { get; set; }

    /// <summary>CSV or TXT files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>CSV or TXT files, by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
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
    [ArgumentCompleter(typeof(CountryCompleter))]
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
    [ArgumentCompleter(typeof(ColumnMapCompleter))]
    public IReadOnlyDictionary<ColumnTarget, string>? ColumnMap { get; set; }

    /// <summary>Encoding of files without a byte order mark. UTF-8 by default.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    public Encoding? Encoding { get; set; }

    /// <summary>Delimiter of the files, an ASCII character. Found out by default.</summary>
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
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DefaultCountry { get; set; }

    /// <summary>Keeps the zero that national phone numbers start with after the calling code.</summary>
    [Parameter]
    public SwitchParameter KeepTrunkZero { get; set; }

    /// <summary>The list holds SHA-256 hashes already.</summary>
    [Parameter]
    public SwitchParameter AlreadyHashed { get; set; }

    /// <summary>How values are normalised and hashed.</summary>
    protected HashingOptions Hashing => new()
    {
        DefaultCountry = DefaultCountry,
        KeepTrunkZero = KeepTrunkZero,
        AlreadyHashed = AlreadyHashed,
    };

    /// <summary>What was given of the one person, key by key.</summary>
    protected IReadOnlyList<KeyValuePair<ColumnTarget, string?>> Person()
    {
        var fields = new List<KeyValuePair<ColumnTarget, string?>>();
        Add(SchemaKey.EMAIL, Email);
        Add(SchemaKey.PHONE, Phone);
        Add(SchemaKey.GEN, Gender);
        Add(ColumnTarget.DateOfBirth, DateOfBirth);
        Add(SchemaKey.LN, LastName);
        Add(SchemaKey.FN, FirstName);
        Add(SchemaKey.CT, City);
        Add(SchemaKey.ST, State);
        Add(SchemaKey.ZIP, PostalCode);
        Add(SchemaKey.COUNTRY, Country);
        Add(SchemaKey.MADID, MobileAdvertiserId);
        Add(SchemaKey.EXTERN_ID, ExternalId);
        return fields;

        void Add(ColumnTarget target, object? value)
        {
            if (value is not null)
            {
                fields.Add(new KeyValuePair<ColumnTarget, string?>(target, CellText.From(value)));
            }
        }
    }
}
