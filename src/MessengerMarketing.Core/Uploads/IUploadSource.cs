using System;
using System.Collections.Generic;
using System.Threading;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>Something that the rows of a list are read from. One thread reads; another may dispose.</summary>
internal interface IUploadSource : IDisposable
{
    /// <summary>Its name without folders, for the report of rejected rows.</summary>
    string Name { get; }

    /// <summary>Its length in bytes, for progress; null when it is not known.</summary>
    long? Length { get; }

    /// <summary>Describes the source for a journal, so that the upload can be resumed from it.</summary>
    /// <exception cref="JournalException">It cannot be read twice, so an upload of it cannot be resumed.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    JournalSource CreateJournalSource(CancellationToken cancellationToken);

    /// <summary>Checks, after the last block, that the source is what it was when it was opened.</summary>
    /// <exception cref="SourceChangedException">It is not.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read any more.</exception>
    void CheckUnchanged(CancellationToken cancellationToken);

    /// <summary>Reads the rows, a block for each batch. What was read before an error is handed over first.</summary>
    /// <param name="mapping">The columns to read.</param>
    /// <param name="batchSize">Most rows in a block.</param>
    IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize);
}
