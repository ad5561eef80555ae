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
public sealed class TestMMCustomerListCommand : OfflineListCmdlet
{
    private ListInspector? _inspector;
    private Func<ListPreview>? _preview;

    private protected override ColumnMapping StartList(ColumnMapping mapping, Func<ListPreview>? preview)
    {
        _preview = preview;
        _inspector = new ListInspector(mapping, Hashing);
        return _inspector.Mapping;
    }

    private protected override void AddBlock(RowBlock block)
    {
        using (block)
        {
            _inspector!.Add(block);
        }
    }

    private protected override void EndList(CustomerFile? file)
    {
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
            AddBlock(block);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }
}
