using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Sync;

/// <summary>The file of a state: what is refused, how it grows, and who can read it.</summary>
public sealed class SyncStateTests : IDisposable
{
    private readonly SyncFolder _sync = new();

    public void Dispose() => _sync.Dispose();

    [Fact]
    public async Task A_file_that_is_not_a_state_is_left_unchanged()
    {
        await File.WriteAllTextAsync(_sync.StatePath, "Email\nann@example.com\n");
        Assert.Equal(SyncStateProblem.Foreign, (await Assert.ThrowsAsync<SyncStateException>(() => _sync.RunAsync(People(1, 3)))).Problem);
        Assert.Equal("Email\nann@example.com\n", await File.ReadAllTextAsync(_sync.StatePath));
    }

    [Fact]
    public async Task A_damaged_state_is_refused()
    {
        await _sync.RunAsync(People(1, 10));
        byte[] bytes = await File.ReadAllBytesAsync(_sync.StatePath);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(_sync.StatePath, bytes);
        Assert.Equal(SyncStateProblem.Unreadable, (await Assert.ThrowsAsync<SyncStateException>(() => _sync.RunAsync(People(1, 10)))).Problem);
    }

    [Fact]
    public async Task A_state_of_another_format_is_refused_and_left_unchanged()
    {
        await _sync.RunAsync(People(1, 10));
        byte[] bytes = await File.ReadAllBytesAsync(_sync.StatePath);
        int at = bytes.AsSpan().IndexOf("\"format\":2"u8);
        Assert.True(at > 0, "The header has no format.");
        bytes[at + 9] = (byte)'1';
        await File.WriteAllBytesAsync(_sync.StatePath, bytes);

        SyncStateException exception = await Assert.ThrowsAsync<SyncStateException>(() => _sync.RunAsync(People(1, 10)));
        Assert.Equal(SyncStateProblem.Unreadable, exception.Problem);
        Assert.EndsWith("has format 1, and this version of the module reads format 2.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_sync.StatePath));
    }

    [Fact]
    public async Task Changes_are_appended_to_a_large_state_until_a_twelfth_is_reached()
    {
        using var sync = new SyncFolder { Appends = true };
        await sync.RunAsync(People(1, 1000));
        long parts = new FileInfo(sync.StatePath).Length;
        Assert.Equal(65536 + (1000 * 73), parts);

        var lengths = new List<long>();
        for (int night = 1; night <= 20; night++)
        {
            SyncResult result = await sync.RunAsync(People(1 + (3 * night), 1000 + (3 * night)));
            Assert.Equal((3, 3, 1000, 1000), (result.Summary.Added, result.Summary.Removed, result.Changes.People, result.Summary.People));
            Assert.Equal("Finished 1000", sync.ReadState());
            Assert.Equal(SyncFolder.Expect(People(1 + (3 * night), 1000 + (3 * night))), sync.Audience.Identifiers);
            Assert.Equal(["list.state"], sync.Files);
            lengths.Add(new FileInfo(sync.StatePath).Length);
        }

        Assert.All(lengths, length => Assert.InRange(length, parts, parts + (parts / 12)));
        Assert.True(lengths[0] > parts, "Nothing was appended.");
        Assert.Contains(parts, lengths);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-300)]
    public async Task Damaged_or_truncated_changes_are_refused(int at)
    {
        using var sync = new SyncFolder { Appends = true };
        await sync.RunAsync(People(1, 1000));
        await sync.RunAsync(People(2, 1001));
        byte[] bytes = await File.ReadAllBytesAsync(sync.StatePath);
        await File.WriteAllBytesAsync(sync.StatePath, bytes[..(bytes.Length + at)]);
        Assert.Equal(SyncStateProblem.Unreadable, (await Assert.ThrowsAsync<SyncStateException>(() => sync.RunAsync(People(2, 1001)))).Problem);

        bytes[bytes.Length + at] ^= 1;
        await File.WriteAllBytesAsync(sync.StatePath, bytes);
        Assert.Equal(SyncStateProblem.Unreadable, (await Assert.ThrowsAsync<SyncStateException>(() => sync.RunAsync(People(2, 1001)))).Problem);
    }

    [Fact]
    public async Task A_second_run_of_one_state_is_refused()
    {
        await _sync.RunAsync(People(1, 10));
        var inner = new TaskCompletionSource<Exception?>();
        _sync.Audience.Fate = _ =>
        {
            inner.TrySetResult(Record.Exception(() => _sync.RunAsync(People(1, 3)).GetAwaiter().GetResult()));
            return CallFate.Accepted;
        };
        await _sync.RunAsync(People(1, 11));
        Assert.Equal(FileProblem.InUse, Assert.IsType<FileRefusedException>(await inner.Task).Problem);
    }

    [Fact]
    public async Task The_state_holds_73_bytes_for_a_person_and_only_its_owner_reads_it()
    {
        await _sync.RunAsync(People(1, 100));
        Assert.Equal(65536 + (100 * 73), new FileInfo(_sync.StatePath).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_sync.StatePath));
        }
    }

    private static Customer[] People(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(SyncFolder.Person)];
}
