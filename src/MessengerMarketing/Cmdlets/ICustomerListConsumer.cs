using System;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Cmdlets;

/// <summary>What a cmdlet does with lists of customers, once <see cref="CustomerListReader"/> has found their columns. Pipeline thread only.</summary>
internal interface ICustomerListConsumer
{
    /// <summary>Rows in a block that comes through the pipeline.</summary>
    int BlockSize { get; }

    /// <summary>Whether files are hashed as they are read, so that a change of their content is noticed.</summary>
    bool TracksContent { get; }

    /// <summary>Whether people are left out by what the list's consent columns say, so that none of these columns may be missed.</summary>
    bool NeedsConsentColumns { get; }

    /// <summary>Starts a list.</summary>
    /// <param name="mapping">Its columns.</param>
    /// <param name="file">Its file, which the consumer disposes; null where its rows come through <see cref="AddBlock"/>.</param>
    /// <param name="preview">Shows the column mapping; null for a person given by parameters.</param>
    /// <returns>The mapping by which rows of the pipeline are read into blocks.</returns>
    ColumnMapping StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview);

    /// <summary>Takes a block, and disposes it.</summary>
    void AddBlock(RowBlock block);

    /// <summary>Writes what has become known meanwhile: the next row may be long in coming.</summary>
    void WriteAvailable();

    /// <summary>Ends a list; a file is read to its end.</summary>
    void EndList();
}
