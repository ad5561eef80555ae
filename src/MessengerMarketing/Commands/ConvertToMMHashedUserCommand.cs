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
public sealed class ConvertToMMHashedUserCommand : OfflineListCmdlet
{
    private RowConverter? _converter;
    private ColumnMapping? _mapping;
    private HashedUserObjects? _objects;
    private Task<IReadOnlyList<HashedUser>?>? _next;

    /// <summary>Writes normalized values instead of hashes, to check a list manually. They are personal data.</summary>
    [Parameter]
    public SwitchParameter Normalized { get; set; }

    /// <summary>One row at a time from the pipeline, so that each object is written immediately. Files are read in larger blocks.</summary>
    private protected override int PipelineRowsAtOnce => 1;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            if (_converter is { } converter)
            {
                // When the pipeline is stopped, a block may still be in conversion.
                _ = (_next ?? Task.CompletedTask).ContinueWith(_ => converter.Dispose(), TaskScheduler.Default);
            }
        }
    }

    private protected override ColumnMapping StartList(ColumnMapping mapping, Func<ListPreview>? preview)
    {
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

    private protected override void AddBlock(RowBlock block) => Write(Convert(block));

    private protected override void EndList(CustomerFile? file)
    {
        if (file is null)
        {
            return;
        }

        using IEnumerator<RowBlock> blocks = file.ReadBlocks(_mapping!, RowsAtOnce).GetEnumerator();
        while (ReadNext(blocks) is { } users)
        {
            Write(users);
        }
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
