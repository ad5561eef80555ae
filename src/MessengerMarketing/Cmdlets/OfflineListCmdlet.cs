using System;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that reads customers and sends nothing.</summary>
public abstract class OfflineListCmdlet : PersonInputCmdlet, ICustomerListConsumer
{
    /// <summary>Rows of a file in one block.</summary>
    private protected const int RowsAtOnce = 1000;

    private CustomerListReader? _lists;
    private CustomerFile? _file;

    int ICustomerListConsumer.BlockSize => PipelineRowsAtOnce;

    bool ICustomerListConsumer.TracksContent => false;

    bool ICustomerListConsumer.NeedsConsentColumns => false;

    /// <summary>Rows of the pipeline in one block.</summary>
    private protected virtual int PipelineRowsAtOnce => RowsAtOnce;

    ColumnMapping ICustomerListConsumer.StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview)
    {
        _file = file;
        return StartList(mapping, preview);
    }

    void ICustomerListConsumer.AddBlock(RowBlock block) => AddBlock(block);

    void ICustomerListConsumer.WriteAvailable()
    {
    }

    void ICustomerListConsumer.EndList()
    {
        using CustomerFile? file = _file;
        _file = null;
        EndList(file);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => _lists = new CustomerListReader(this, this);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => _lists!.ProcessRecord();

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => _lists!.EndList();

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

    /// <summary>Starts a list.</summary>
    /// <returns>The mapping by which its rows are read.</returns>
    private protected abstract ColumnMapping StartList(ColumnMapping mapping, Func<ListPreview>? preview);

    /// <summary>Takes a block of rows of the pipeline, and disposes it.</summary>
    private protected abstract void AddBlock(RowBlock block);

    /// <summary>Ends a list.</summary>
    /// <param name="file">The file to read to its end; null when its rows came through the pipeline.</param>
    private protected abstract void EndList(CustomerFile? file);
}
