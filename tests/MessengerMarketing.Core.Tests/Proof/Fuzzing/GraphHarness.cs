using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using MessengerMarketing.Audiences;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Responses: a status, headers, an empty line and a body. A response is a success or a failure; a failure shows no control character and no token;
/// a success without a count of rows is never accepted as the receipt of a batch.
/// </summary>
internal sealed class GraphHarness() : FuzzHarness("graph", 8_000)
{
    private const string Token = "EAAsynthetictoken000112358";
    private const string AudienceId = "23850000000000001";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "200\n", "400\n", "500\n", "429\n", "302\n", "\n\n", "Retry-After: 120\n", "Retry-After: Mon, 30 Nov 2026 00:00:00 GMT\n", "X-App-Usage: {\"call_count\":100}\n",
        "X-Business-Use-Case-Usage: {\"1\":[{\"type\":\"custom_audience\",\"estimated_time_to_regain_access\":5}]}\n", "Location: https://example.com/login\n", "x-fb-trace-id: ABC\n", "{", "}", "[", "]", ",", ":", "\"", "\\ud83d", "\\u0007",
        "\"error\":{", "\"code\":", "\"error_subcode\":", "\"message\":\"", "\"is_transient\":true", "\"remaining_seconds\":", "\"error_data\":\"{}\"", "\"num_received\":", "\"audience_id\":\"23850000000000001\"", "\"session_id\":",
        "\"data\":[", "\"success\":false", "\"invalid_entry_samples\":", "\"subscription_info\":{\"messenger\":{", "null", "1e999", "access_token=EAAsynthetictoken000112358", "ann@example.com", "+1 202-555-0101", "<html>", "\uFEFF",
    ];

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        using HttpResponseMessage message = Parse(input, out byte[] body);
        var request = new GraphRequest(HttpMethod.Post, $"{AudienceId}/users") { Shape = new ResponseShape(static root => BatchResponseReader.FindProblem(root, AudienceId)) };
        GraphAttempt attempt = GraphResponses.Read(message, body, request, TimeProvider.System);
        Assert.NotEqual(attempt.Response is null, attempt.Failure is null);
        if (attempt.Failure is { } failure)
        {
            CheckFailure(failure, (int)message.StatusCode);
        }

        if (attempt.Response is { } response)
        {
            BatchResponse batch = BatchResponseReader.Read(response.Body);
            Assert.True(batch.Received > 0);
            Assert.True(batch.Invalid is null or >= 0);
        }

        CheckNode(body);
        CheckText(Encoding.UTF8.GetString(body));
    }

    private static HttpResponseMessage Parse(byte[] input, out byte[] body)
    {
        int end = input.AsSpan().IndexOf("\n\n"u8);
        string[] head = Encoding.Latin1.GetString(input, 0, end < 0 ? 0 : end).Split('\n');
        body = end < 0 ? input : input[(end + 2)..];
        var message = new HttpResponseMessage((HttpStatusCode)(int.TryParse(head[0], NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 100 and <= 599 ? status : 200));
        foreach (string header in head.Skip(1))
        {
            int colon = header.IndexOf(':');
            message.Headers.TryAddWithoutValidation(colon > 0 ? header[..colon].Trim() : "X-Other", colon > 0 ? header[(colon + 1)..].Trim() : header);
        }

        return message;
    }

    private static void CheckFailure(GraphFailure failure, int status)
    {
        Assert.NotEmpty(failure.Summary);
        Assert.True(failure.RetryAfter is null || failure.RetryAfter >= TimeSpan.Zero);
        string shown = new GraphException(failure, "POST 1/users", 1, requestMayHaveArrived: false, inner: null).Message;
        Assert.DoesNotContain(shown, static c => char.IsControl(c) && c != '\n' && c != '\r');
        Assert.DoesNotContain(Token, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.com", shown, StringComparison.Ordinal);

        // A success that cannot be read may have been one.
        Assert.True(failure.MayHaveArrived || status is < 200 or >= 300 || failure.Error is not null);
    }

    private static void CheckNode(byte[] body)
    {
        try
        {
            JsonElement node = SafeJson.Clean(JsonElement.Parse(body));
            CustomAudience audience = AudienceJson.Read(node, AudienceId);
            Assert.True(audience.ApproximateCountLowerBound is null or >= 0);
            Assert.True(BatchResponseReader.FindSession(node, 7) is null or { Received: > 0 });
        }
        catch (JsonException)
        {
            // Not JSON.
        }
    }

    private static void CheckText(string text)
    {
        string line = SafeText.SingleLine(text);
        Assert.DoesNotContain(line, static c => char.IsControl(c));
        Assert.Equal(line, SafeText.SingleLine(line));
        Assert.Equal(SafeText.MultiLine(text), SafeText.MultiLine(SafeText.MultiLine(text)));
        Assert.DoesNotContain(Token, SensitiveText.Mask(text), StringComparison.Ordinal);
    }
}
