using System;
using System.Collections.Generic;
using System.Threading;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>The source of a list's rows. One thread reads, and another can dispose it.</summary>
internal interface IUploadSource : IDisposable
{
    /// <summary>The name without folders, for the report of rejected rows.</summary>
    string Name { get; }

    /// <summary>The length in bytes, for progress, or null if it is not known.</summary>
    long? Length { get; }

    /// <summary>Describes the source for a journal, so that the upload can be resumed from it.</summary>
    /// <exception cref="JournalException">It cannot be read twice, so an upload of it cannot be resumed.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    JournalSource CreateJournalSource(CancellationToken cancellationToken);

    /// <summary>Checks, after the last block, that the source has not changed since it was opened.</summary>
    /// <exception cref="SourceChangedException">The source has changed.</exception>
    /// <exception cref="System.IO.IOException">The source can no longer be read.</exception>
    void CheckUnchanged(CancellationToken cancellationToken);

    /// <summary>Reads the rows, one block per batch. Rows that were read before an error are returned first.</summary>
    /// <param name="mapping">The columns to read.</param>
    /// <param name="batchSize">Maximum number of rows in a block.</param>
    IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize);
}
