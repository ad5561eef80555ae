using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Commands;

/// <summary>Reads a list as an upload does, and reports columns, counts, reasons, and advice. Hashes and sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MMCustomerList", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(CustomerListReport))]
public sealed class TestMMCustomerListCommand : PersonInputCmdlet, ICustomerListConsumer
{
    private const int RowsAtOnce = 1000;

    private CustomerListReader? _lists;
    private ListInspector? _inspector;
    private Func<ListPreview>? _preview;
    private CustomerFile? _file;

    int ICustomerListConsumer.BlockSize => RowsAtOnce;

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
        }
    }

    ColumnMapping ICustomerListConsumer.StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        _file = file;
        _preview = preview;
        _inspector = new ListInspector(mapping, Hashing);
        return _inspector.Mapping;
    }

    void ICustomerListConsumer.AddBlock(RowBlock block) => Inspect(block);

    void ICustomerListConsumer.WriteAvailable()
    {
    }

    void ICustomerListConsumer.EndList()
    {
        using CustomerFile? file = _file;
        _file = null;
        if (file is not null)
        {
            Await(token => Task.Run(() => InspectFile(file, token), token));
        }

        CustomerListReport report = ListAdvice.AddTo(_inspector!.CreateReport(_preview?.Invoke().Columns ?? []));
        WriteObject(file is null ? report : report with { Path = file.FilePath, Encoding = file.EncodingName, Delimiter = file.Delimiter });
    }

    private bool InspectFile(CustomerFile file, CancellationToken cancellationToken)
    {
        foreach (RowBlock block in file.ReadBlocks(_inspector!.Mapping, RowsAtOnce))
        {
            Inspect(block);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }

    private void Inspect(RowBlock block)
    {
        using (block)
        {
            _inspector!.Add(block);
        }
    }
}
