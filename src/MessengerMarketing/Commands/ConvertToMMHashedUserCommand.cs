using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Formatting;

namespace MessengerMarketing.Commands;

/// <summary>Normalizes and hashes customers as an upload does, without a connection, and writes the result row by row.</summary>
[Cmdlet(VerbsData.ConvertTo, "MMHashedUser", DefaultParameterSetName = InputObjectSet)]
[OutputType("MessengerMarketing.HashedUser")]
public sealed class ConvertToMMHashedUserCommand : PersonInputCmdlet, ICustomerListConsumer
{
    private const int RowsAtOnce = 1000;

    private CustomerListReader? _lists;
    private RowConverter? _converter;
    private CustomerFile? _file;
    private ColumnMapping? _mapping;
    private HashedUserObjects? _objects;
    private Task<IReadOnlyList<HashedUser>?>? _next;

    /// <summary>Writes normalized values instead of hashes, to check a list manually. They are personal data.</summary>
    [Parameter]
    public SwitchParameter Normalized { get; set; }

    /// <summary>One row at a time from the pipeline, so that each object is written immediately. Files are read in larger blocks.</summary>
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
            if (_converter is { } converter)
            {
                // When the pipeline is stopped, a block may still be in conversion.
                _ = (_next ?? Task.CompletedTask).ContinueWith(_ => converter.Dispose(), TaskScheduler.Default);
            }
        }
    }

    ColumnMapping ICustomerListConsumer.StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        _file = file;
        _mapping = mapping;
        _converter?.Dispose();
        _converter = new RowConverter(mapping, Hashing, Normalized);
        _objects = HashedUserObjects.For(_converter.Schema);
        if (!mapping.HasIdentifier)
        {
            WriteWarning("The list has neither an EMAIL nor a PHONE column, so none of its rows could be uploaded.");
        }

        return mapping;
    }

    void ICustomerListConsumer.AddBlock(RowBlock block) => Write(Convert(block));

    void ICustomerListConsumer.WriteAvailable()
    {
    }

    void ICustomerListConsumer.EndList()
    {
        if (_file is null)
        {
            return;
        }

        using CustomerFile file = _file;
        using IEnumerator<RowBlock> blocks = file.ReadBlocks(_mapping!, RowsAtOnce).GetEnumerator();
        while (ReadNext(blocks) is { } users)
        {
            Write(users);
        }

        _file = null;
    }

    /// <summary>Returns the rows of the file's next block, and starts to convert the block after it. Null at the end.</summary>
    private IReadOnlyList<HashedUser>? ReadNext(IEnumerator<RowBlock> blocks)
    {
        Task<IReadOnlyList<HashedUser>?> next = _next ?? StartNext(blocks);
        WaitFor(next);
        _next = null;
        // The task is complete, so this does not block. It rethrows the exception of reading the file.
        IReadOnlyList<HashedUser>? users = next.GetAwaiter().GetResult();
        _next = users is null ? null : StartNext(blocks);
        return users;
    }

    private Task<IReadOnlyList<HashedUser>?> StartNext(IEnumerator<RowBlock> blocks) => Task.Run(() => blocks.MoveNext() ? Convert(blocks.Current) : null);

    private IReadOnlyList<HashedUser> Convert(RowBlock block)
    {
        using (block)
        {
            return _converter!.Convert(block);
        }
    }

    private void Write(IReadOnlyList<HashedUser> users)
    {
        foreach (HashedUser user in users)
        {
            WriteObject(_objects!.Create(user));
        }
    }
}
