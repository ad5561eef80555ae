using System;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Tests.Storage;

/// <summary>An upload of two batches, as its journal sees it.</summary>
internal static class JournalScript
{
    /// <summary>Begins a journal and writes it to its end.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <param name="written">Called with the number of a batch once the journal has it as accepted.</param>
    public static void Run(string path, IFileOperations operations, Action<int> written)
    {
        using var journal = UploadJournal.Create(path, JournalFolder.Header, operations);
        Continue(journal, written);
    }

    /// <summary>Does what is left to do.</summary>
    public static void Continue(UploadJournal journal, Action<int> written)
    {
        for (int number = 1; number <= 2; number++)
        {
            using HashedBatch batch = People.Batch(number, firstRow: number);
            string payload = journal.Prepare(batch);
            if (!journal.IsDone(number))
            {
                journal.SendingAsync(batch, payload, 1000 + number).GetAwaiter().GetResult();
                journal.SettleAsync(batch, CreateReceipt(batch), errorId: null).GetAwaiter().GetResult();
                written(number);
            }
        }

        journal.Complete();
    }

    private static BatchReceipt CreateReceipt(HashedBatch batch) => new()
    {
        AudienceId = JournalFolder.Header.AudienceId,
        RunId = JournalFolder.Header.RunId,
        Batch = batch.Number,
        FirstRow = batch.FirstRow,
        LastRow = batch.LastRow,
        Rows = batch.Rows,
        Rejected = 0,
        Received = batch.Rows,
        Invalid = 0,
        Status = nameof(BatchStatus.Accepted),
    };
}
