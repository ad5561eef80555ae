using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Batches;

public sealed class HashedBatchTests
{
    private const string A = "08168cd80dfd534ab0f10af10f1303fe00af2d43ab5c1432360d137f8197e17a";

    [Theory]
    [InlineData($"[\"{A}\",\"a/é\"]")]
    [InlineData($"[\"{A}\",\"a\\/\\u00e9\"]")]
    [InlineData($"[\"{A}\",\"\\u0061\\/\\u00E9\"]")]
    [InlineData($" [ \"{A}\" , \"a/é\" ] ")]
    public void A_row_is_found_in_any_JSON_notation(string row)
    {
        using HashedBatch batch = Encode(["?", "1"], ["a@example.com", "b"], ["a@example.com", "a/é"]);

        Assert.Equal(3, batch.FindRow(row));
    }

    [Theory]
    [InlineData("")]
    [InlineData("n/a")]
    [InlineData("{}")]
    [InlineData("\"" + A + "\"")]
    [InlineData("[\"" + A + "\"]")]
    [InlineData("[\"" + A + "\",\"c\"]")]
    [InlineData("[\"" + A + "\",\"b\"],")]
    [InlineData("[\"" + A + "\",\"\\ud83d\"]")]
    [InlineData("[[[[")]
    public void A_row_that_is_not_in_the_batch_is_not_found(string row)
    {
        using HashedBatch batch = Encode(["a@example.com", "b"]);

        Assert.Null(batch.FindRow(row));
    }

    [Fact]
    public void The_first_of_identical_rows_is_found()
    {
        using HashedBatch batch = Encode(["n/a", "b"], ["a@example.com", "b"], ["a@example.com", "b"]);

        Assert.Equal(2, batch.FindRow($"[\"{A}\",\"b\"]"));
    }

    [Fact]
    public async Task A_disposed_batch_gives_no_bytes_and_can_be_disposed_again()
    {
        HashedBatch batch = Encode(["a@example.com", "b"]);
        batch.Dispose();
        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => batch.Json);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => batch.CopyToAsync(new MemoryStream()));
        Assert.Equal((1, 1), (batch.Rows, batch.FirstRow));
    }

    [Fact]
    public async Task A_buffer_that_is_still_in_use_is_not_reused()
    {
        HashedBatch batch = Encode(["a@example.com", "b"]);
        byte[] json = batch.Json;
        string text = System.Text.Encoding.UTF8.GetString(json, 0, batch.Length);
        using var stream = new StalledStream();

        Task writing = batch.CopyToAsync(stream);
        batch.Dispose();
        var others = new List<byte[]>();
        for (int i = 0; i < 64; i++)
        {
            others.Add(ArrayPool<byte>.Shared.Rent(json.Length));
            others[i].AsSpan().Fill((byte)'!');
        }

        stream.GoOn();
        await writing;
        others.ForEach(other => ArrayPool<byte>.Shared.Return(other));

        Assert.DoesNotContain(others, other => ReferenceEquals(other, json));
        Assert.Equal(text, stream.Written);
    }

    private static HashedBatch Encode(params string?[][] rows)
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.EXTERN_ID), new HashingOptions());
        using RowBlock block = RowsOf.Block(rows);
        return encoder.Encode(block);
    }

    /// <summary>A connection whose other end is slow: it reads the buffer only when it may go on.</summary>
    private sealed class StalledStream : MemoryStream
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Written => System.Text.Encoding.UTF8.GetString(ToArray());

        public void GoOn() => _gate.SetResult();

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            await _gate.Task;
            Write(buffer.Skip(offset).Take(count).ToArray(), 0, count);
        }
    }
}
