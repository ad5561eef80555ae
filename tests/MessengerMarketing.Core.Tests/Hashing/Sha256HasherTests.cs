using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Hashing;
using Xunit;

namespace MessengerMarketing.Tests.Hashing;

/// <summary>Compares hashes with the platform's SHA-256, and with hashes from FIPS 180.</summary>
public sealed class Sha256HasherTests
{
    private const int MaxLength = 300;

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void A_published_example_has_its_published_hash(string text, string expected)
    {
        using var hasher = new Sha256Hasher();
        Assert.Equal(expected, hasher.ToHex(text.ToCharArray(), text.Length));
        Assert.Equal([expected], Added(text));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("정")]
    [InlineData("\U00020BB7")]
    public void A_text_of_any_length_has_the_platforms_hash_however_the_lengths_mix(string character)
    {
        string[] texts = [.. Enumerable.Range(0, MaxLength + 1).Select(length => string.Concat(Enumerable.Repeat(character, length)))];

        AssertHashes(texts);
        AssertHashes([.. texts.Reverse()]);

        // Alternating lengths of one, two and more blocks, so that all groups are filled.
        AssertHashes([.. Enumerable.Range(0, texts.Length).Select(i => texts[i * 89 % texts.Length])]);
    }

    [Fact]
    public void Every_lane_hashes_its_own_text()
    {
        // A single text in each position of a group, with lengths around the end of a block.
        foreach (int length in new[] { 0, 1, 54, 55, 56, 63, 64, 65, 118, 119, 120, 183, 184 })
        {
            string odd = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
            for (int place = 0; place < Sha256Group.Lanes; place++)
            {
                string[] texts = [.. Enumerable.Range(0, Sha256Group.Lanes).Select(i => i == place ? odd : new string((char)('0' + i), length))];
                AssertHashes(texts);
            }
        }
    }

    [Fact]
    public void A_group_that_is_not_full_is_written_in_the_end()
    {
        for (int count = 0; count <= Sha256Group.Lanes * 2; count++)
        {
            AssertHashes([.. Enumerable.Range(0, count).Select(i => $"customer{i}@example.com")]);
        }
    }

    [Fact]
    public void Random_texts_have_the_platforms_hash()
    {
        var random = new Random(20240917);
        for (int round = 0; round < 50; round++)
        {
            AssertHashes([.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => RandomText(random))]);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character() =>
        Assert.Equal(Added("a\uFFFD", "\uFFFDb"), Added("a\uD842", "\uDFB7b"));

    [Fact]
    public void An_array_that_grows_meanwhile_gets_the_digits_where_they_belong()
    {
        using var hasher = new Sha256Hasher();
        byte[] small = new byte[Sha256Hasher.HexLength + 1];
        hasher.Add(['m'], 1, small, 1);
        byte[] large = new byte[Sha256Hasher.HexLength * 2];
        small.CopyTo(large, 0);
        hasher.Flush(large);

        Assert.Equal("\062c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a", Encoding.ASCII.GetString(large, 0, 65));
        Assert.All(large[65..], rest => Assert.Equal(0, rest));
    }

    [Fact]
    public void A_long_text_leaves_nothing_behind_in_the_next_hash()
    {
        string text = new('é', 100_000);
        AssertHashes([text, "m", text, "f"]);
        using var hasher = new Sha256Hasher();
        hasher.ToHex(text.ToCharArray(), text.Length);

        Assert.Equal("62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a", hasher.ToHex(['m'], 1));
    }

    [Fact]
    public void Only_the_first_characters_are_the_text()
    {
        using var hasher = new Sha256Hasher();
        Assert.Equal(hasher.ToHex(['m'], 1), hasher.ToHex(['m', 'f'], 1));
    }

    [Fact]
    public void Every_byte_has_its_two_digits()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        byte[] digits = new byte[512];
        VectorHex.Write(bytes, digits);

        Assert.Equal(Convert.ToHexStringLower(bytes), Encoding.ASCII.GetString(digits));
    }

    private static void AssertHashes(IReadOnlyList<string> texts)
    {
        string[] expected = [.. texts.Select(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))];
        Assert.Equal(expected, Added([.. texts]));

        using var hasher = new Sha256Hasher();
        Assert.Equal(expected, texts.Select(text => hasher.ToHex(text.ToCharArray(), text.Length)));
    }

    /// <summary>Writes the hashes to one array, as a batch does, with data between them that must not change.</summary>
    private static string[] Added(params string[] texts)
    {
        using var hasher = new Sha256Hasher();
        byte[] destination = [.. Enumerable.Repeat((byte)'|', (texts.Length * (Sha256Hasher.HexLength + 1)) + 1)];
        for (int i = 0; i < texts.Length; i++)
        {
            hasher.Add(texts[i].ToCharArray(), texts[i].Length, destination, (i * (Sha256Hasher.HexLength + 1)) + 1);
        }

        hasher.Flush(destination);
        string written = Encoding.ASCII.GetString(destination);
        string[] hashes = written.Split('|')[1..^1];
        Assert.Equal($"|{string.Concat(hashes.Select(hash => hash + "|"))}", written);
        Assert.All(hashes, hash => Assert.Equal(Sha256Hasher.HexLength, hash.Length));
        return hashes;
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        int length = random.Next(4) == 0 ? random.Next(MaxLength) : random.Next(40);
        bool isAscii = random.Next(3) > 0;
        while (text.Length < length)
        {
            int value = isAscii ? random.Next(0x80) : random.Next(0x110000);
            text.Append(value is >= 0xD800 and <= 0xDFFF ? "?" : char.ConvertFromUtf32(value));
        }

        return text.ToString();
    }
}
