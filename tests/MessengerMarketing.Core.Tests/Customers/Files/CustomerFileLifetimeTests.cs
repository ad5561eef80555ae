using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Files;

public sealed class CustomerFileLifetimeTests
{
    [Fact]
    public void A_missing_file_is_an_io_error() =>
        Assert.Throws<FileNotFoundException>(() => CustomerFile.Open(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), new CustomerFileOptions()));

    [Fact]
    public void A_missing_folder_is_an_io_error() =>
        Assert.Throws<DirectoryNotFoundException>(() => CustomerFile.Open(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "x.csv"), new CustomerFileOptions()));

    [Fact]
    public void A_folder_is_not_a_file() =>
        Assert.Throws<UnauthorizedAccessException>(() => CustomerFile.Open(Path.GetTempPath(), new CustomerFileOptions()));

    [Fact]
    public void A_file_that_another_program_writes_is_an_io_error()
    {
        using var text = new TextFile("email\na@example.com\n");
        using var writer = new FileStream(text.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Throws<IOException>(() => CustomerFile.Open(text.Path, new CustomerFileOptions()));
    }

    [Fact]
    public void Others_can_read_the_file_at_the_same_time()
    {
        using var text = new TextFile("email\na@example.com\n");
        using var one = CustomerFile.Open(text.Path, new CustomerFileOptions());
        using var two = CustomerFile.Open(text.Path, new CustomerFileOptions());

        Assert.Equal(TextFile.Rows(one), TextFile.Rows(two));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,\"b\n1,2\n")]
    [InlineData("e\0m\0a\0i\0l\0")]
    public void A_file_that_cannot_be_read_is_closed(string content)
    {
        using var text = new TextFile(content);
        Assert.Throws<CustomerFileException>(() => CustomerFile.Open(text.Path, new CustomerFileOptions()));

        using var writer = new FileStream(text.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_disposed_file_has_no_more_rows_and_can_be_disposed_again()
    {
        using var text = new TextFile("email\n" + string.Concat(Enumerable.Repeat("a@example.com\n", 10)));
        var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
        using IEnumerator<string> rows = TextFile.Rows(file, blockSize: 2).GetEnumerator();
        Assert.True(rows.MoveNext());
        Assert.True(rows.MoveNext());

        file.Dispose();
        file.Dispose();

        Assert.False(rows.MoveNext());
        using var writer = new FileStream(text.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public async Task A_file_can_be_disposed_while_another_thread_reads_it()
    {
        using var text = new TextFile("email\n" + string.Concat(Enumerable.Repeat("a@example.com\n", 50_000)));
        for (int i = 0; i < 40; i++)
        {
            var file = CustomerFile.Open(text.Path, new CustomerFileOptions());
            var mapping = ColumnMapping.Resolve(file.ColumnNames);
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<bool> reading = Task.Run(() =>
            {
                bool isRight = true;
                foreach (RowBlock block in file.ReadBlocks(mapping, 500))
                {
                    started.TrySetResult();
                    using (block)
                    {
                        isRight &= Enumerable.Range(0, block.Count).All(row => block[row, 0] == "a@example.com");
                    }
                }

                return isRight;
            });

            await started.Task;
            file.Dispose();

            Assert.True(await reading);
            using var writer = new FileStream(text.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
    }
}
