using System;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Customers.Rows;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class RejectReportTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"rejects-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Every_rejected_row_and_blanked_cell_is_listed_without_its_value()
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.PHONE), new HashingOptions());
        using RowBlock block = RowsOf.Block(["secret-name at example.com", "12"], ["b@example.com", "13"], ["", ""]);
        using HashedBatch batch = encoder.Encode(block);
        Write(report => report.Add(batch));

        Assert.Equal(
            """
            List,Row,Key,Reason,RowRejected
            ,1,EMAIL,NotAnEmailAddress,True
            ,1,PHONE,TooFewDigits,True
            ,2,PHONE,TooFewDigits,False
            ,3,,NoIdentifier,True

            """.ReplaceLineEndings(Environment.NewLine),
            File.ReadAllText(_path));
    }

    [Theory]
    [InlineData(1, 2, 3, 4)]
    [InlineData(4, 3, 2, 1)]
    [InlineData(3, 1, 4, 2)]
    public void Batches_in_any_order_are_listed_in_the_order_of_the_list(params int[] order)
    {
        Write(report =>
        {
            foreach (int number in order)
            {
                using HashedBatch batch = People.Batch(number, (number * 10) - 9, 10, row => row % 5 == 0);
                report.Add(batch);
            }
        });

        Assert.Equal([5, 10, 15, 20, 25, 30, 35, 40], Rows());
    }

    [Fact]
    public void Rows_that_wait_for_a_missing_batch_are_listed_too()
    {
        Write(report =>
        {
            foreach (int number in new[] { 4, 2, 1 })
            {
                using HashedBatch batch = People.Batch(number, number, 1, _ => true);
                report.Add(batch);
            }

            report.EndList();
        });

        Assert.Equal([1, 2, 4], Rows());
    }

    [Fact]
    public void Several_lists_count_their_rows_separately_under_their_names()
    {
        Write(report =>
        {
            foreach (string name in new[] { "a.csv", "b \"old\", c.csv" })
            {
                report.StartList(name);
                using HashedBatch batch = People.Batch(isBad: _ => true);
                report.Add(batch);
                report.EndList();
            }
        });

        Assert.Equal(["\"a.csv\",1,EMAIL,NotAnEmailAddress,True", "\"b \"\"old\"\", c.csv\",1,EMAIL,NotAnEmailAddress,True"], File.ReadAllLines(_path).Skip(1));
    }

    [Fact]
    public void An_earlier_report_is_replaced()
    {
        Write(report =>
        {
            using HashedBatch batch = People.Batch(rows: 50, isBad: _ => true);
            report.Add(batch);
        });
        Write(_ => { });

        Assert.Equal(["List,Row,Key,Reason,RowRejected"], File.ReadAllLines(_path));
    }

    [Fact]
    public void A_file_that_is_not_a_report_is_left_unchanged()
    {
        // It could be the list that is about to be read.
        File.WriteAllText(_path, "email\na@example.com\n");

        FileRefusedException error = Assert.Throws<FileRefusedException>(() => new RejectReport(_path));
        Assert.Contains("not overwritten", error.Message, StringComparison.Ordinal);
        Assert.Equal("email\na@example.com\n", File.ReadAllText(_path));
    }

    [Fact]
    public void An_empty_file_is_written_to()
    {
        File.WriteAllText(_path, "");
        Write(_ => { });

        Assert.Equal(["List,Row,Key,Reason,RowRejected"], File.ReadAllLines(_path));
    }

    [Fact]
    public void A_path_that_cannot_be_written_to_is_an_immediate_error()
    {
        Assert.Throws<DirectoryNotFoundException>(() => new RejectReport(Path.Combine(_path, "rejects.csv")));
        Assert.Throws<UnauthorizedAccessException>(() => new RejectReport(Path.GetTempPath()));
    }

    private void Write(Action<RejectReport> write)
    {
        using var report = new RejectReport(_path);
        write(report);
        report.Dispose();
    }

    private int[] Rows() => [.. File.ReadAllLines(_path).Skip(1).Select(line => int.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture))];
}
