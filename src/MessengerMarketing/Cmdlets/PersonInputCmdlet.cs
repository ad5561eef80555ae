using System.Collections.Generic;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Cmdlets;

/// <summary>The parameters for lists of customers, or for one person.</summary>
public abstract class PersonInputCmdlet : CustomerInputCmdlet
{
    /// <summary>Email address of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Email { get; set => field = this.Bind(value); }

    /// <summary>Phone number of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Phone { get; set => field = this.Bind(value); }

    /// <summary>First name of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? FirstName { get; set => field = this.Bind(value); }

    /// <summary>Last name of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? LastName { get; set => field = this.Bind(value); }

    /// <summary>Gender of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? Gender { get; set => field = this.Bind(value); }

    /// <summary>Date of birth of the person, as a date or in ISO format.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public object? DateOfBirth { get; set => field = this.Bind(value); }

    /// <summary>City of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? City { get; set => field = this.Bind(value); }

    /// <summary>State or province of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? State { get; set => field = this.Bind(value); }

    /// <summary>Postal code of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    [Alias("ZipCode", "Zip")]
    public string? PostalCode { get; set => field = this.Bind(value); }

    /// <summary>Country of the person.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set => field = this.Bind(value); }

    /// <summary>The advertiser's own ID of the person. Not hashed.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? ExternalId { get; set => field = this.Bind(value); }

    /// <summary>Mobile advertiser ID of the person. Not hashed.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    public string? MobileAdvertiserId { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = PersonSet)]
    public override PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    internal sealed override IReadOnlyList<KeyValuePair<ColumnTarget, string?>> PersonFields()
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
