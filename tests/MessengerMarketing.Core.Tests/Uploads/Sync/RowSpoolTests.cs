using System;
using System.IO;
using System.Text;
using MessengerMarketing.Tests.Proof;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Sync;

public sealed class RowSpoolTests : IDisposable
{
    private const int RowSize = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("mm-spool-").FullName;

    // An int cannot count the bytes of the long run.
    private static long Rows => ProofSettings.Factor > 1 ? (long)int.MaxValue / RowSize + 100 : 100;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_are_read_back_in_order_from_file_and_memory()
    {
        using var spool = new RowSpool(() => TemporaryFile.Create(Path.Combine(_folder, "list.state")));
        byte[] row = Encoding.ASCII.GetBytes("[\"" + new string('x', RowSize - 4) + "\"]");
        for (long number = 1; number <= Rows; number++)
        {
            spool.Add(number, row);
        }

        long read = 0;
        foreach (SpooledRow spooled in spool.Read())
        {
            Assert.Equal(++read, spooled.Number);
            Assert.True(spooled.Json.AsSpan(0, spooled.Length).SequenceEqual(row), $"Row {read}");
        }

        Assert.Equal(Rows, read);
    }
}
