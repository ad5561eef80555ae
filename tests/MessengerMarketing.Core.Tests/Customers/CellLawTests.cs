using System;
using System.Globalization;
using System.Linq;
using System.Text;
using FsCheck.Xunit;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

/// <summary>What holds for every cell there can be.</summary>
public sealed class CellLawTests
{
    private const int Cells = 20_000;

    // The same cells in every run; remove it to look for new counterexamples.
    private const string Seed = "(294953627497303715,6230154687394960793)";

    // A value that no rule, table or message of ours has in it.
    private const string Secret = "zqxjkvw";

    [Property(MaxTest = Cells, Replay = Seed, Arbitrary = [typeof(AnyCell)])]
    public void No_cell_throws_and_a_rejected_one_is_blank(AnyCell cell)
    {
        RejectReason reason = Read(cell.Key, cell.Value, cell.Country, out string text, out CellState state);

        Assert.Equal(reason != RejectReason.None, state == CellState.Blank);
        Assert.True(state == CellState.Blank || text.Length > 0);
    }

    [Property(MaxTest = Cells, Replay = Seed, Arbitrary = [typeof(AnyCell)])]
    public void Normalizing_twice_changes_nothing(AnyCell cell)
    {
        Read(cell.Key, cell.Value, cell.Country, out string once, out CellState state);

        if (state != CellState.Blank)
        {
            CellLaws.CheckIdempotence(cell.Key, once, state, cell.Country);
        }
    }

    [Property(MaxTest = Cells, Replay = Seed, Arbitrary = [typeof(AnyCell)])]
    public void No_date_throws_and_every_result_is_a_date(AnyCell cell)
    {
        var states = new CellState[3];
        CellBuffer[] parts = [new(), new(), new()];
        RejectReason reason = new CellNormalizer(new HashingOptions()).NormalizeDate(cell.Value, new CountryResolver(cell.Country), parts, states, 0);

        Assert.True(reason == RejectReason.None || states.All(state => state == CellState.Blank));
        if (reason == RejectReason.None && states.All(state => state == CellState.Plain))
        {
            var date = DateTime.ParseExact($"{parts[0]}-{parts[1]}-{parts[2]}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            Assert.InRange(date, new DateTime(1900, 1, 2), DateTime.UtcNow.AddDays(2));
        }
    }

    [Property(MaxTest = 2_000, Replay = Seed, Arbitrary = [typeof(AnyCell)])]
    public void No_output_contains_the_value_of_a_cell(AnyCell cell)
    {
        string value = Secret + cell.Value + Secret;
        SchemaKey[] keys = [.. SchemaKeys.All.Where(key => key.IsHashed())];
        using var encoder = new BatchEncoder(RowsOf(keys), new HashingOptions { DefaultCountry = cell.Country });
        using RowBlock block = Rows.RowsOf.Block([.. keys.Select(_ => value)], [.. keys.Select(key => key == SchemaKey.EMAIL ? $"{Secret}@example.com" : value)]);
        using HashedBatch batch = encoder.Encode(block);
        using var converter = new RowConverter(RowsOf(keys), new HashingOptions(), normalized: false);
        HashedUser user = converter.Convert(block, 1);
        var tally = new UploadTally();
        tally.Add(batch);

        var output = new StringBuilder(Encoding.UTF8.GetString(batch.Json, 0, batch.Length));
        output.Append(batch).Append(user).Append(block).Append(new HashingOptions()).AppendJoin(' ', batch.Issues).AppendJoin(' ', batch.CellCounts)
            .AppendJoin(' ', user.Values).AppendJoin(' ', user.Issues).Append(UploadTally.FormatCounts(tally.RejectedRows)).Append(UploadTally.FormatCounts(tally.BlankedCells))
            .Append(tally.Summarize("1", [], TimeSpan.Zero, 0, TimeSpan.Zero));
        Assert.DoesNotContain(Secret, output.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Property(MaxTest = 2_000, Replay = Seed, Arbitrary = [typeof(PersonSpelling)])]
    public void The_same_person_in_any_spelling_has_the_same_hash(PersonSpelling spelling)
    {
        using var encoder = new BatchEncoder(
            Rows.RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.FN, SchemaKey.LN, SchemaKey.CT, SchemaKey.ST, SchemaKey.ZIP, SchemaKey.COUNTRY, SchemaKey.GEN, ColumnTarget.DateOfBirth),
            new HashingOptions());
        using RowBlock block = Rows.RowsOf.Block(PersonSpelling.Plain, [.. spelling.Cells]);
        using HashedBatch batch = encoder.Encode(block);

        string[] rows = Encoding.UTF8.GetString(batch.Json, 0, batch.Length).Split("],[");
        Assert.Equal(rows[0].Trim('[', ']'), rows[1].Trim('[', ']'));
        Assert.DoesNotContain("\"\"", rows[0], StringComparison.Ordinal);
    }

    private static ColumnMapping RowsOf(SchemaKey[] keys) => Rows.RowsOf.Mapping([.. keys.Select(key => (ColumnTarget)key)]);

    private static RejectReason Read(SchemaKey key, string value, string? country, out string text, out CellState state)
    {
        text = string.Empty;
        state = CellState.Blank;
        return TextRules.IsBlank(value) ? RejectReason.NothingLeft : Cell.Read(key, value, country, out text, out state);
    }
}
