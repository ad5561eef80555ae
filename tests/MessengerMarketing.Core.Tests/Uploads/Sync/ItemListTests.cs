using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Core.Tests.Uploads.Sync;

public sealed class ItemListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-items-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0, 200_000)]
    [InlineData(99_990, 20)]
    [InlineData(65_530, 12)]
    public void ForEach_ReadsARangeOfItems_FromFileAndMemory(int first, int count)
    {
        const int Items = 100_000;
        using var list = new ItemList(4, () => TemporaryFile.Create(Path.Combine(_folder, "list.state")));
        byte[] item = new byte[4];
        for (int i = 0; i < Items; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(item, i);
            list.Add(item);
        }

        var read = new List<int>();
        list.ForEach(first, count, bytes => read.Add(BinaryPrimitives.ReadInt32LittleEndian(bytes)));

        int expected = Math.Min(count, Items - first);
        Assert.Equal(expected, read.Count);
        Assert.Equal(first, read[0]);
        Assert.Equal(first + expected - 1, read[^1]);
    }
}
