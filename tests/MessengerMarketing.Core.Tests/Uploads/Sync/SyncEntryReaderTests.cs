using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Core.Tests.Uploads.Sync;

public class SyncEntryReaderTests
{
    // SHA-256 of "test@example.com", and a hash in which each digit occurs.
    private const string Email = "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b";
    private const string Phone = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void ReadKey_ReadsTheBeginningOfEachHash()
    {
        SyncKey key = new SyncEntryReader([SchemaKey.EMAIL, SchemaKey.PHONE]).ReadKey(Row(Email, Phone));

        Assert.Equal(0x973dfe463ec85785UL, key.Email);
        Assert.Equal(0x0123456789abcdefUL, key.Phone);
    }

    [Theory]
    [InlineData(Email, "", 0x973dfe463ec85785UL, 0UL)]
    [InlineData("", Phone, 0UL, 0x0123456789abcdefUL)]
    public void ReadKey_OfABlankCell_IsZero(string email, string phone, ulong expectedEmail, ulong expectedPhone)
    {
        SyncKey key = new SyncEntryReader([SchemaKey.EMAIL, SchemaKey.PHONE]).ReadKey(Row(email, phone));

        Assert.Equal(expectedEmail, key.Email);
        Assert.Equal(expectedPhone, key.Phone);
    }

    [Fact]
    public void AnEntry_HasTheKeyOfItsRow()
    {
        var reader = new SyncEntryReader([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.FN]);
        byte[] row = Row(Email, Phone, Email);
        byte[] entry = new byte[SyncEntry.Size];
        reader.Read(row, entry);

        Assert.Equal(SyncKey.FromEntry(entry), reader.ReadKey(row));
    }

    [Fact]
    public void Fingerprint_DependsOnEachByteAndOnTheLength()
    {
        byte[] bytes = Enumerable.Range(0, 300).Select(static i => (byte)(i * 7)).ToArray();
        var fingerprints = new HashSet<ulong>();
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.True(fingerprints.Add(SyncEntryReader.ComputeFingerprint(bytes.AsSpan(0, length))), $"length {length}");
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            Assert.True(fingerprints.Add(SyncEntryReader.ComputeFingerprint(changed)), $"byte {i}");
        }
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0, 32)]
    [InlineData(8, 40)]
    [InlineData(64, 288)]
    public void Fingerprint_DependsOnTheOrder(int first, int second)
    {
        byte[] bytes = Enumerable.Range(0, 300).Select(static i => (byte)(i * 7)).ToArray();
        byte[] swapped = [.. bytes];
        bytes.AsSpan(first, 8).CopyTo(swapped.AsSpan(second));
        bytes.AsSpan(second, 8).CopyTo(swapped.AsSpan(first));

        Assert.NotEqual(SyncEntryReader.ComputeFingerprint(bytes), SyncEntryReader.ComputeFingerprint(swapped));
    }

    private static byte[] Row(params string[] cells) => Encoding.UTF8.GetBytes($"[{string.Join(',', cells.Select(static cell => $"\"{cell}\""))}]");
}
