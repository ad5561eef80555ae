using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Rows;

/// <summary>Nothing that a list can hold makes anything throw, or gets a plain value into a batch.</summary>
public sealed class AnyRowTests
{
    private const int Rows = 6_000;

    private static readonly string[] Pieces =
    [
        "a", "Z", "é", "e\u0301", "정", "Σ", "İ", "ß", "م\u064F", "क\u093F", "\U00020BB7", "😀", "❤\uFE0F", "\uD83D", "\uDE00", "\uFFFD", "\uFFFE", "\uFFFF",
        "0", "1", "12", "1990", "٣", "３", "\U0001D7D6", "½", "²", "+", "-", "(", ")", ".", ",", ";", ":", "/", "\\", "\"", "'", "@", "example", ".com",
        " ", "\t", "\r\n", "\n", "\0", "\x0B", "\x1A", "\u0085", "\u00A0", "\u200B", "\u200D", "\u202E", "\u3000", "\uFEFF", "\u00AD", "\u034F",
        "T", "Z", "e5", "E+10", "NaN", "1e-400", "99999999999999999999999999999999", "ext", "x", "00", "+84", "0x", "[]", "[\"LDU\"]", "null", "true",
        "d41d8cd98f00b204e9800998ecf8427e", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f", "US", "Georgia", "Québec", "Sept", "male",
        "Ａ", "ﬁ", "ǆ", "ᾳ", "\u0345", "\u1100\u1175", "\uE000", "\U000E0100", "\U0010FFFF", "\uFF20", "𐐔", "ʼ", "ー", "\u180B",
    ];

    private static readonly string?[] Countries = [null, "US", "VN", "DE", "IT", "BR"];

    [Fact]
    public void No_cell_of_any_key_throws_and_no_plain_value_is_sent()
    {
        var random = new Random(20260622);
        ColumnTarget[] targets = [.. SchemaKeys.All.Select(key => (ColumnTarget)key)];
        foreach (string? country in Countries)
        {
            var options = new HashingOptions { DefaultCountry = country, KeepTrunkZero = random.Next(2) == 0 };
            using var encoder = new BatchEncoder(RowsOf.Mapping(targets), options);
            using RowBlock block = Block(random, targets.Length);
            using HashedBatch batch = encoder.Encode(block);

            Assert.Equal(Rows, batch.Rows + batch.Issues.Where(issue => issue.RowRejected).Select(issue => issue.Row).Distinct().Count());
            AssertCells(batch);
        }
    }

    [Fact]
    public void No_date_of_birth_throws()
    {
        var random = new Random(20260623);
        using var converter = new RowConverter(RowsOf.Mapping(SchemaKey.EMAIL, ColumnTarget.DateOfBirth), new HashingOptions(), normalized: true);
        for (int i = 0; i < 20_000; i++)
        {
            using RowBlock block = RowsOf.Block(["a@example.com", Text(random)]);
            HashedUser user = converter.Convert(block, 0);

            Assert.False(user.Rejected);
            Assert.Contains(user.Values[SchemaKey.DOBY].Length, new[] { 0, 4, 64 });
        }
    }

    private static RowBlock Block(Random random, int width)
    {
        var block = new RowBlock(width, Rows, 1, 1);
        while (!block.IsFull)
        {
            int row = block.AddRow();
            for (int column = 0; column < width; column++)
            {
                block[row, column] = random.Next(10) == 0 ? null : Text(random);
            }

            // An id of one's own that is missing rejects the row, and few rows would be left.
            block[row, (int)SchemaKey.EXTERN_ID] = "id " + Pieces[random.Next(Pieces.Length)];
            block[row, (int)SchemaKey.EMAIL] = random.Next(2) == 0 ? "a@example.com" : Text(random);
        }

        return block;
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (int pieces = random.Next(0, 7); pieces > 0; pieces--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static void AssertCells(HashedBatch batch)
    {
        using var rows = JsonDocument.Parse($"[{Encoding.UTF8.GetString(batch.Json, 0, batch.Length)}]");
        Assert.Equal(batch.Rows, rows.RootElement.GetArrayLength());
        foreach (JsonElement row in rows.RootElement.EnumerateArray())
        {
            int index = 0;
            foreach (JsonElement cell in row.EnumerateArray())
            {
                SchemaKey key = batch.Schema[index++];
                if (key.IsHashed())
                {
                    string text = cell.GetString()!;
                    Assert.True(text.Length is 0 or 64 && text.All(IsLowerHex), key.ToString());
                }
            }

            Assert.Equal(batch.Schema.Count, index);
        }
    }

    private static bool IsLowerHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');
}
