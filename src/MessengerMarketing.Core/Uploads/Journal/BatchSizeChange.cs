using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Changes the size of the remaining batches of an interrupted upload.</summary>
internal static class BatchSizeChange
{
    /// <summary>Queries the batches that may have arrived, and divides the rows of those that did not, and all following rows, into batches of the new size. A
    /// batch that was received or cannot be queried keeps its rows and its session.</summary>
    /// <param name="journal">The upload's journal.</param>
    /// <param name="batchSize">Maximum number of rows per call, 1 to 10,000.</param>
    /// <param name="sender">Queries sessions. Null to query none.</param>
    /// <param name="cancellationToken">Cancels the operation. The journal stays valid.</param>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public static async Task ApplyAsync(UploadJournal journal, int batchSize, IBatchSender? sender, CancellationToken cancellationToken)
    {
        int rows = journal.Header.AllIdentifiers ? Math.Max(1, batchSize / HashingOptions.MaxRowsPerPerson) : batchSize;
        if (journal.FindOpenBatches(rows) is not { } open)
        {
            return;
        }

        if (sender is not null)
        {
            await SettleAsync(journal, open, sender, cancellationToken);
        }

        journal.Resize(rows);
    }

    private static async Task SettleAsync(UploadJournal journal, IReadOnlyList<JournalBatch> open, IBatchSender sender, CancellationToken cancellationToken)
    {
        try
        {
            foreach (JournalBatch batch in open)
            {
                if (await sender.FindAsync(long.Parse(batch.SessionId!, CultureInfo.InvariantCulture), cancellationToken) is null)
                {
                    journal.RecordNotReceived(batch);
                }
            }
        }
        catch (GraphException)
        {
            // The batches do not change. The upload queries each of them again, and reports why there is no response.
        }
    }
}
