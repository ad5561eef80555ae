using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Batches;

/// <summary>The hashes are those of <c>a@example.com</c>, <c>b@example.com</c>, <c>84912345678</c> and <c>josé</c>, made with the sha256sum tool.</summary>
public sealed class BatchEncoderTests
{
    private const string A = "08168cd80dfd534ab0f10af10f1303fe00af2d43ab5c1432360d137f8197e17a";
    private const string B = "e8f39b3e1382367d6d41ab34dc270d4e7533f978c9e9a775dfe2185b2f96b96c";
    private const string Phone = "25cc2f7574420a2d46c9f2d6cf94cdbb242ef7d479afe92ed6e8eb33a7493093";
    private const string Jose = "d994e1d001886fe5b45b1267bd1fa2b752ac50742579bd3dad7b2a2aa0ed6866";

    [Fact]
    public void A_batch_is_the_rows_as_compact_json_with_blanks_for_missing_cells()
    {
        using HashedBatch batch = Encode(
            [SchemaKey.FN, SchemaKey.PHONE, SchemaKey.EMAIL],
            ["José", "(+84) 091-2345678", " A@example.com "],
            ["Jose\u0301", "", "b@example.com"],
            ["", null, B.ToUpperInvariant()]);

        // The schema has the guide's order, whatever the list's is.
        Assert.Equal([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.FN], batch.Schema);
        Assert.Equal($"[\"{A}\",\"{Phone}\",\"{Jose}\"],[\"{B}\",\"\",\"{Jose}\"],[\"{B}\",\"\",\"\"]", Json(batch));
    }

    [Fact]
    public void Rejected_rows_are_left_out_in_any_position()
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL), new HashingOptions());
        using RowBlock block = RowsOf.Block(number: 3, firstRow: 21, ["nobody"], ["a@example.com"], [""], ["b@example.com"], ["@nobody"]);
        using HashedBatch batch = encoder.Encode(block);

        Assert.Equal($"[\"{A}\"],[\"{B}\"]", Json(batch));
        Assert.Equal((3, 21, 25), (batch.Number, batch.FirstRow, batch.LastRow));
        Assert.Equal((5, 2, 3), (batch.RowsRead, batch.Rows, batch.Rejected));
        Assert.Equal([21, 23, 25], batch.Issues.Select(issue => issue.Row));
        Assert.Equal((22L, 24L), (batch.FindRow($"[\"{A}\"]"), batch.FindRow($"[\"{B}\"]")));
    }

    [Fact]
    public void A_batch_of_rejected_rows_is_empty()
    {
        using HashedBatch batch = Encode([SchemaKey.EMAIL], ["nobody"], [""]);

        Assert.Equal((0, 0), (batch.Rows, batch.Length));
        Assert.Null(batch.FindRow("[\"\"]"));
    }

    [Fact]
    public void Unhashed_ids_are_escaped_as_json_and_values_are_sent_as_numbers()
    {
        using HashedBatch batch = Encode(
            [SchemaKey.EMAIL, SchemaKey.MADID, SchemaKey.EXTERN_ID, SchemaKey.LOOKALIKE_VALUE],
            ["a@example.com", "SOME-id", "\"67\"\\\u0001/é\U0001F600\n", "44.50"],
            ["b@example.com", "", "x", ""]);

        Assert.Equal(
            $"[\"{A}\",\"some-id\",\"\\\"67\\\"\\\\\\u0001/é\\uD83D\\uDE00\",44.5],[\"{B}\",\"\",\"x\",\"\"]",
            Json(batch));
    }

    [Fact]
    public void Limited_data_use_is_sent_as_lists_and_numbers_and_a_blank_does_not_limit()
    {
        using HashedBatch batch = Encode(
            [SchemaKey.EMAIL, SchemaKey.DATA_PROCESSING_OPTIONS, SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY, SchemaKey.DATA_PROCESSING_OPTIONS_STATE],
            ["a@example.com", "LDU", "1", "1000"],
            ["b@example.com", "", null, " "]);

        Assert.Equal($"[\"{A}\",[\"LDU\"],1,1000],[\"{B}\",[],0,0]", Json(batch));
    }

    [Fact]
    public void One_encoder_creates_many_independent_batches()
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL), new HashingOptions());
        using RowBlock first = RowsOf.Block(number: 1, firstRow: 1, ["a@example.com"], ["?"]);
        using RowBlock second = RowsOf.Block(number: 2, firstRow: 3, ["b@example.com"]);

        using HashedBatch one = encoder.Encode(first);
        using HashedBatch two = encoder.Encode(second);

        Assert.Equal(($"[\"{A}\"]", $"[\"{B}\"]"), (Json(one), Json(two)));
        Assert.NotSame(one.Json, two.Json);
        Assert.Equal((1, 0), (one.Issues.Count, two.Issues.Count));
        Assert.Equal((null, 3L), (one.FindRow($"[\"{B}\"]"), two.FindRow($"[\"{B}\"]")));
    }

    [Fact]
    public void Long_ids_enlarge_the_batch()
    {
        string id = new('i', 1_000);
        using HashedBatch batch = Encode(
            [SchemaKey.EMAIL, SchemaKey.EXTERN_ID], ["a@example.com", id], ["b@example.com", "1"], ["a@example.com", id]);

        Assert.Equal($"[\"{A}\",\"{id}\"],[\"{B}\",\"1\"],[\"{A}\",\"{id}\"]", Json(batch));
    }

    private static HashedBatch Encode(SchemaKey[] keys, params string?[][] rows)
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping([.. keys.Select(key => (ColumnTarget)key)]), new HashingOptions());
        using RowBlock block = RowsOf.Block(rows);
        return encoder.Encode(block);
    }

    private static string Json(HashedBatch batch) => Encoding.UTF8.GetString(batch.Json, 0, batch.Length);
}
