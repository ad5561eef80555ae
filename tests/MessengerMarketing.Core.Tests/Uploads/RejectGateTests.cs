using System.Linq;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class RejectGateTests
{
    [Fact]
    public void A_batch_with_the_first_thousand_rows_is_sent_if_few_of_them_are_bad()
    {
        var gate = new RejectGate(percent: 2, batchSize: 1000);
        Assert.Equal([1], Numbers(gate, number: 1, firstRow: 1, rows: 1000, badEvery: 50));
    }

    [Fact]
    public void A_list_with_too_many_bad_rows_among_its_first_thousand_is_refused()
    {
        var gate = new RejectGate(percent: 1.9, batchSize: 1000);
        TooManyRejectedException refused = Assert.Throws<TooManyRejectedException>(() => Numbers(gate, number: 1, firstRow: 1, rows: 1000, badEvery: 50));
        Assert.Equal(20, refused.Limit.Rejected);
        Assert.Equal(1000, refused.Limit.Rows);
    }

    [Fact]
    public void Rows_after_the_first_thousand_are_not_checked()
    {
        var gate = new RejectGate(percent: 1, batchSize: 1000);
        Assert.Equal([1], Numbers(gate, number: 1, firstRow: 1, rows: 1000, badEvery: 500));
        Assert.Equal([2], Numbers(gate, number: 2, firstRow: 1001, rows: 1000, badEvery: 2));
    }

    [Fact]
    public void Batches_that_are_hashed_before_the_first_one_wait_for_its_result()
    {
        var gate = new RejectGate(percent: 5, batchSize: 1000);
        Assert.Empty(Numbers(gate, number: 3, firstRow: 2001, rows: 1000, badEvery: 0));
        Assert.Empty(Numbers(gate, number: 2, firstRow: 1001, rows: 1000, badEvery: 0));
        Assert.Equal([3, 2, 1], Numbers(gate, number: 1, firstRow: 1, rows: 1000, badEvery: 0));
        Assert.Equal([4], Numbers(gate, number: 4, firstRow: 3001, rows: 1000, badEvery: 0));
    }

    [Fact]
    public void Small_batches_are_sent_until_too_many_rows_are_bad()
    {
        var gate = new RejectGate(percent: 5, batchSize: 100);
        Assert.Equal([1], Numbers(gate, number: 1, firstRow: 1, rows: 100, badEvery: 2));
        TooManyRejectedException refused = Assert.Throws<TooManyRejectedException>(() => Numbers(gate, number: 2, firstRow: 101, rows: 100, badEvery: 2));
        Assert.Equal(100, refused.Limit.Rejected);
        Assert.Equal(200, refused.Limit.Rows);
    }

    [Fact]
    public void All_rows_of_one_short_batch_are_checked_before_it_is_sent()
    {
        TooManyRejectedException refused = Assert.Throws<TooManyRejectedException>(() => Numbers(new RejectGate(percent: 10, batchSize: 10_000), number: 1, firstRow: 1, rows: 10, badEvery: 5));
        Assert.Equal(2, refused.Limit.Rejected);
        Assert.Equal([1], Numbers(new RejectGate(percent: 20, batchSize: 10_000), number: 1, firstRow: 1, rows: 10, badEvery: 5));
    }

    [Fact]
    public void A_list_of_several_short_batches_is_checked_at_its_end()
    {
        var gate = new RejectGate(percent: 10, batchSize: 10);
        Assert.Equal([1], Numbers(gate, number: 1, firstRow: 1, rows: 10, badEvery: 0));
        Assert.Equal([2], Numbers(gate, number: 2, firstRow: 11, rows: 5, badEvery: 1));
        Assert.Throws<TooManyRejectedException>(gate.Complete);
    }

    private static int[] Numbers(RejectGate gate, int number, int firstRow, int rows, int badEvery)
        => [.. gate.Add(new BatchPrepared(People.Batch(number, firstRow, rows, row => badEvery > 0 && row % badEvery == 0))).Select(static batch => batch.Batch.Number)];
}
