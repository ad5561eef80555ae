using System;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Filters;

/// <summary>What the consent columns of a list do to its batches.</summary>
public sealed class OptedOutTests
{
    private static readonly ColumnMapping Mapping = ColumnMapping.Resolve(["Email", "Accepts Email Marketing", "Accepts SMS Marketing"]).WithConsentColumns();

    private static readonly string?[][] Rows =
    [
        ["ann@example.com", "yes", "yes"],
        ["bob@example.com", "no", "yes"],
        ["eve@example.com", "yes", "no"],
        ["joe@example.com", "", null],
        ["nobody", "no", "no"],
    ];

    [Fact]
    public void An_opt_out_in_any_column_leaves_the_row_out_if_requested()
    {
        using HashedBatch batch = Encode(new RowFilterOptions { SkipsOptedOut = true });

        Assert.Equal((2, 3), (batch.Rows, batch.Rejected));
        Assert.Equal(
            [
                new RowIssue(2, null, RejectReason.OptedOut, RowRejected: true),
                new RowIssue(3, null, RejectReason.OptedOut, RowRejected: true),
                new RowIssue(5, SchemaKey.EMAIL, RejectReason.NotAnEmailAddress, RowRejected: true),
            ],
            batch.Issues);
    }

    [Fact]
    public void Every_row_is_counted_and_none_left_out_by_default()
    {
        using HashedBatch batch = Encode(new RowFilterOptions());

        Assert.Equal(4, batch.Rows);
        Assert.Equal([new ConsentCount("Accepts Email Marketing", 2, 2, 1), new ConsentCount("Accepts SMS Marketing", 2, 2, 1)], batch.Consent);
    }

    [Fact]
    public void Cells_with_many_values_are_interpreted()
    {
        ColumnMapping mapping = ColumnMapping.Resolve(["Email", "unsubscribed_at"]).WithConsentColumns();
        string?[][] rows = [.. Enumerable.Range(0, 100).Select(static day => new[] { $"p{day}@example.com", day % 2 == 0 ? string.Empty : new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) })];
        using RowBlock block = RowsOf.Block(rows);
        using var encoder = new BatchEncoder(mapping, new HashingOptions(), new RowFilterOptions { SkipsOptedOut = true });
        using HashedBatch batch = encoder.Encode(block);

        Assert.Equal([new ConsentCount("unsubscribed_at", 0, 50, 50)], batch.Consent);
        Assert.Equal(50, batch.Rows);
    }

    private static HashedBatch Encode(RowFilterOptions options)
    {
        using RowBlock block = RowsOf.Block([.. Rows.Select(static row => Mapping.Columns.Select(column => row[column.Index]).ToArray())]);
        using var encoder = new BatchEncoder(Mapping, new HashingOptions(), options);
        return encoder.Encode(block);
    }
}
