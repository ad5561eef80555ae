using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>Uploads lists of people with a runner, and approves every batch.</summary>
internal static class RunnerUpload
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Uploads a list to its end.</summary>
    /// <returns>Everything that happened, the last of it <see cref="ListCompleted"/>.</returns>
    public static async Task<IReadOnlyList<UploadEvent>> UploadAsync(this UploadRunner runner, string audienceId, IEnumerable<RowBlock> blocks, ColumnMapping? mapping = null)
    {
        await runner.StartListAsync(new UploadList { AudienceId = audienceId, Mapping = mapping ?? People.Mapping, Source = new Blocks(blocks) }, CancellationToken.None);
        var events = new List<UploadEvent>();
        using var late = new CancellationTokenSource(Limit);
        do
        {
            UploadEvent next = await runner.Events.ReadAsync(late.Token);
            (next as BatchPrepared)?.Approve();
            events.Add(next);
        }
        while (events[^1] is not ListCompleted);
        return events;
    }

    private sealed class Blocks(IEnumerable<RowBlock> blocks) : IUploadSource
    {
        public string Name => "list.csv";

        public long? Length => null;

        public JournalSource CreateJournalSource(CancellationToken cancellationToken) => new() { File = new JournalFileMark("list.csv", 0, string.Empty), Delimiter = ',', HasHeader = true };

        public void CheckUnchanged(CancellationToken cancellationToken)
        {
        }

        public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize) => blocks;

        public void Dispose()
        {
        }
    }
}
