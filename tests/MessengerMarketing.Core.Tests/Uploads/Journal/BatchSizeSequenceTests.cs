using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>Uploads that are resumed many times, each time with batches of any size.</summary>
public sealed class BatchSizeSequenceTests : BatchSizeRun
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_row_arrives_once_for_all_batch_sizes_and_kill_points(int seed, bool isFile)
    {
        const int Rows = 400;
        var random = new Random(seed);
        ThrottleLimit = random.Next(1, 5);
        Delivery[] some = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Any())];
        await BeginAsync(Rows, isFile, some);

        for (int resume = 0; resume < 200 && UploadRecord.Read(Journal).State != "Finished"; resume++)
        {
            Audience.IsSilent = random.Next(4) == 0;
            int? size = random.Next(3) == 0 ? null : random.Next(1, 60);
            ThrottleLimit = random.Next(1, 5);
            await ResumeAsync(size, isFile, [.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => Any())]);
            AssertAddsUp();
        }

        AssertFinished(Rows);

        Delivery Any() => random.Next(3) == 0 ? (Delivery)random.Next(6) : Delivery.Answered;
    }

    public static TheoryData<int, bool> Seeds()
    {
        var data = new TheoryData<int, bool>();
        for (int seed = 1; seed <= 20; seed++)
        {
            data.Add(seed, true);
            data.Add(seed, false);
        }

        return data;
    }

    /// <summary>No row is in two batches on record, and none is called accepted that did not arrive.</summary>
    private void AssertAddsUp()
    {
        var record = UploadRecord.Read(Journal, out IReadOnlyList<JournalBatch> batches);
        Assert.All(batches.Zip(batches.Skip(1)), static pair => Assert.True(pair.First.LastRow < pair.Second.FirstRow));
        Assert.Equal(record.RowsRead, record.RowsAccepted + record.RowsUnknown + record.RowsNotSent);
        Assert.True(record.RowsAccepted <= Audience.Rows.Count);
    }
}
