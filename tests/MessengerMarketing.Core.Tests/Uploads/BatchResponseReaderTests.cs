using System.Collections.Generic;
using System.Text.Json;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

/// <summary>The response formats of Meta's guide and reference, and of recorded traffic.</summary>
public sealed class BatchResponseReaderTests
{
    [Fact]
    public void The_response_of_the_seed_document_has_no_session()
    {
        BatchResponse answer = Read("""{"audience_id":"<CUSTOM_AUDIENCE_ID>","num_received":3,"num_invalid_entries":0,"invalid_entry_samples":{}}""");

        Assert.Equal((3L, 0L, null, null, null), (answer.Received, answer.Invalid, answer.SessionId, answer.SubscribersReceived, answer.SubscribersInvalid));
        Assert.Empty(answer.InvalidEntries);
    }

    [Fact]
    public void A_recorded_response_contains_the_row_as_it_was_sent()
    {
        BatchResponse answer = Read("""
            {"audience_id":"23849182047670582","session_id":"4258863787278652924","num_received":2,"num_invalid_entries":1,"invalid_entry_samples":
            {"[\"e190e9b20a82820ff09d873ae4dfe092b21bd625c259d54ab8773ff022eb08e0\",\"\",\"e96e02d8e47f2a7c03be5117b3ed175c52aa30fb22028cf9c96f261563577605\",\"\",\"\"]":"empty external ID"}}
            """);

        Assert.Equal((2L, 1L, "4258863787278652924"), (answer.Received, answer.Invalid, answer.SessionId));
        Assert.Equal(
            [new KeyValuePair<string, string>(
                """["e190e9b20a82820ff09d873ae4dfe092b21bd625c259d54ab8773ff022eb08e0","","e96e02d8e47f2a7c03be5117b3ed175c52aa30fb22028cf9c96f261563577605","",""]""",
                "empty external ID")],
            answer.InvalidEntries);
    }

    [Theory]
    [InlineData("\"9223372036854775807\"", "9223372036854775807")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void A_session_id_is_a_string_or_a_number_of_any_length(string json, string? expected) =>
        Assert.Equal(expected, Read($$"""{"session_id":{{json}}}""").SessionId);

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("\"7\"", 7L)]
    [InlineData("null", null)]
    [InlineData("-1", null)]
    [InlineData("7.5", null)]
    [InlineData("\"many\"", null)]
    [InlineData("[7]", null)]
    [InlineData("99999999999999999999", null)]
    public void A_count_is_a_number_or_a_string_of_digits(string json, long? expected) =>
        Assert.Equal(expected, Read($$"""{"num_received":{{json}}}""").Received);

    [Theory]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"none\"", "")]
    [InlineData("""{"[\"a\"]":"bad","[\"b\"]":"worse"}""", """["a"]=bad;["b"]=worse""")]
    [InlineData("""{"[\"a\"]":12}""", """["a"]=12""")]
    [InlineData("""{"[\"a\"]":null}""", """["a"]=""")]
    [InlineData("""["[\"a\"]","[\"b\"]"]""", """["a"]=;["b"]=""")]
    [InlineData("""[["a","b"],["c"]]""", """["a","b"]=;["c"]=""")]
    [InlineData("""[{"[\"a\"]":"bad"},{"[\"b\"]":"worse"}]""", """["a"]=bad;["b"]=worse""")]
    public void Samples_are_a_map_or_an_array_of_strings_rows_or_maps(string json, string expected) =>
        Assert.Equal(expected, string.Join(";", Select(Read($$"""{"invalid_entry_samples":{{json}}}"""))));

    [Fact]
    public void The_subscriber_counts_of_the_reference_are_read()
    {
        BatchResponse answer = Read("""
            {"num_received":10,"num_invalid_entries":1,"subscription_info":{"messenger":{"error":{"message":"x","code":1},
            "num_subscribers_received":9,"num_subscribers_invalid_entries":2,"invalid_subscribers_entry_samples":{}}}}
            """);

        Assert.Equal((10L, 1L, 9L, 2L), (answer.Received, answer.Invalid, answer.SubscribersReceived, answer.SubscribersInvalid));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("""{"subscription_info":[],"invalid_entry_samples":5}""")]
    [InlineData("""{"subscription_info":{"messenger":"none"}}""")]
    public void A_response_of_another_shape_is_read(string json)
    {
        BatchResponse answer = Read(json);

        Assert.Equal((null, null, null, null), (answer.Received, answer.Invalid, answer.SessionId, answer.SubscribersReceived));
        Assert.Empty(answer.InvalidEntries);
    }

    [Fact]
    public void Half_a_character_in_the_response_affects_nothing_else()
    {
        BatchResponse answer = Read("""
            {"\ud83d":1,"session_id":"\ud83d","num_received":2,"invalid_entry_samples":{"[\"\ud83d\"]":"bad","[\"b\"]":"\ude00","[\"c\"]":"worse"}}
            """);

        Assert.Equal((2L, null), (answer.Received, answer.SessionId));
        Assert.Equal(["=bad", "[\"b\"]=", "[\"c\"]=worse"], Select(answer));
    }

    [Theory]
    [InlineData("""{"data":[{"session_id":"77","num_received":"10","num_invalid_entries":"1"}]}""", 10L)]
    [InlineData("""{"data":[{"session_id":77,"num_received":10}]}""", 10L)]
    [InlineData("""{"data":[{"session_id":"76","num_received":"5"},{"session_id":"77","num_received":"10"}]}""", 10L)]
    [InlineData("""{"data":[{"session_id":"77","num_received":"0"}]}""", null)]
    [InlineData("""{"data":[{"session_id":"77"}]}""", null)]
    [InlineData("""{"data":[{"session_id":"76","num_received":"10"}]}""", null)]
    [InlineData("""{"data":[]}""", null)]
    [InlineData("""{"data":[null,5,[]]}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""[]""", null)]
    public void A_session_counts_if_it_received_rows(string json, long? expected)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(expected, BatchResponseReader.FindSession(document.RootElement, 77)?.Received);
    }

    [Theory]
    [InlineData("""{"num_received":3}""", null)]
    [InlineData("""{"num_received":"3","audience_id":"23850000000000001"}""", null)]
    [InlineData("""{"num_received":3,"audience_id":23850000000000001}""", null)]
    [InlineData("""{"num_received":3,"audience_id":"<CUSTOM_AUDIENCE_ID>"}""", null)]
    [InlineData("""{"num_received":3,"audience_id":"23850000000000002"}""", "the response is for another audience")]
    [InlineData("""{"num_received":0,"audience_id":"23850000000000001"}""", "the response reports that no rows were received")]
    [InlineData("""{"audience_id":"23850000000000001"}""", "the response has no num_received")]
    [InlineData("""{"num_received":"many"}""", "the response has no num_received")]
    [InlineData("""{"success":false,"num_received":3}""", "the response reports that the call did not succeed")]
    [InlineData("""{"success":true,"num_received":3}""", null)]
    [InlineData("[]", "the response has no num_received")]
    public void An_answer_belongs_to_a_batch_when_it_counts_rows_of_its_audience(string json, string? problem)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(problem, BatchResponseReader.FindProblem(document.RootElement, "23850000000000001"));
    }

    private static BatchResponse Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return BatchResponseReader.Read(document.RootElement);
    }

    private static IEnumerable<string> Select(BatchResponse answer)
    {
        foreach (KeyValuePair<string, string> entry in answer.InvalidEntries)
        {
            yield return $"{entry.Key}={entry.Value}";
        }
    }
}
