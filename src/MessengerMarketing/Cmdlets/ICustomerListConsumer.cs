using System;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Cmdlets;

/// <summary>Processes lists of customers, after <see cref="CustomerListReader"/> has resolved their columns. Pipeline thread only.</summary>
internal interface ICustomerListConsumer
{
    /// <summary>Number of rows in a block of pipeline rows.</summary>
    int BlockSize { get; }

    /// <summary>Whether files are hashed while they are read, to detect changes of their content.</summary>
    bool TracksContent { get; }

    /// <summary>Whether people are left out based on consent columns, so that no consent column must be missed.</summary>
    bool NeedsConsentColumns { get; }

    /// <summary>Starts a list.</summary>
    /// <param name="mapping">Its columns.</param>
    /// <param name="file">Its file, which the consumer disposes, or null if the rows are added with <see cref="AddBlock"/>.</param>
    /// <param name="preview">Shows the column mapping. Null for a person specified by parameters.</param>
    /// <returns>The mapping that pipeline rows are read with.</returns>
    ColumnMapping StartList(ColumnMapping mapping, CustomerFile? file, Func<ListPreview>? preview);

    /// <summary>Processes a block, and disposes it.</summary>
    void AddBlock(RowBlock block);

    /// <summary>Writes pending results, because the next row may take a while to arrive.</summary>
    void WriteAvailable();

    /// <summary>Ends a list. A file is read to its end.</summary>
    void EndList();
}
