using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Commands;

/// <summary>Normalises and hashes customers as an upload would, offline, and shows row by row what would be sent.</summary>
[Cmdlet(VerbsData.ConvertTo, "MMHashedUser", DefaultParameterSetName = InputObjectSet)]
[OutputType("MessengerMarketing.HashedUser")]
public sealed class ConvertToMMHashedUserCommand : CustomerInputCmdlet, ICustomerListConsumer
{
    private const string TypeName = "MessengerMarketing.HashedUser";
    private const int RowsAtOnce = 1000;

    private CustomerListReader? _lists;
    private RowConverter? _converter;
    private CustomerFile? _file;
    private ColumnMapping? _mapping;

    /// <summary>Shows normalised values instead of hashes, for checking a list by eye. They are people's data: mind where they go.</summary>
    [Parameter]
    public SwitchParameter Normalized { get; set; }

    /// <summary>One row at a time from the pipeline, so that each object follows its row at once; files are read in larger pieces.</summary>
    int ICustomerListConsumer.BlockSize => 1;

    bool ICustomerListConsumer.TracksContent => false;

    bool ICustomerListConsumer.NeedsConsentColumns => false;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _lists = new CustomerListReader(this, this);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lists!.ProcessRecord();

    /// <inheritdoc/>
    protected override void EndProcessing() => _lists!.EndList();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _lists?.Dispose();
            _file?.Dispose();
            _converter?.Dispose();
        }
    }

    ColumnMapping ICustomerListConsumer.StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        _file = file;
        _mapping = mapping;
        _converter?.Dispose();
        _converter = new RowConverter(mapping, Hashing, Normalized);
        if (!mapping.HasIdentifier)
        {
            WriteWarning("The list has neither an EMAIL nor a PHONE column, so none of its rows could be uploaded.");
        }

        return mapping;
    }

    void ICustomerListConsumer.AddBlock(RowBlock block)
    {
        using (block)
        {
            for (int row = 0; row < block.Count; row++)
            {
                WriteObject(ToObject(_converter!.Convert(block, row)));
            }
        }
    }

    void ICustomerListConsumer.WriteAvailable()
    {
    }

    void ICustomerListConsumer.EndList()
    {
        using CustomerFile? file = _file;
        _file = null;
        foreach (RowBlock block in file?.ReadBlocks(_mapping!, RowsAtOnce) ?? [])
        {
            ((ICustomerListConsumer)this).AddBlock(block);
        }
    }

    /// <summary>An object with a property for each key, so that Export-Csv, Where-Object and -AlreadyHashed take it as it is.</summary>
    private static PSObject ToObject(HashedUser user)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, TypeName);
        result.Properties.Add(new PSNoteProperty("Row", user.Row));
        foreach (KeyValuePair<SchemaKey, string> cell in user.Values)
        {
            result.Properties.Add(new PSNoteProperty(cell.Key.ToString(), cell.Value));
        }

        result.Properties.Add(new PSNoteProperty("Rejected", user.Rejected));
        result.Properties.Add(new PSNoteProperty("Issue", string.Join("; ", user.Issues.Select(FormatIssue))));
        return result;
    }

    private static string FormatIssue(RowIssue issue) => issue.Key is { } key ? $"{key} {issue.Reason}" : issue.Reason.ToString();
}
