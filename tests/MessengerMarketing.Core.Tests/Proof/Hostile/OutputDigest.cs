using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Customers.Files;
using MessengerMarketing.Tests.Proof.Fuzzing;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Tests.Proof.Hostile;

/// <summary>
/// What the module sends, stores and trusts, as one line of text for each input: the same in every language, region and time zone of the system.
/// </summary>
internal static class OutputDigest
{
    /// <summary>The argument of the process.</summary>
    public const string Verb = "digest";

    private static readonly DateTimeOffset Time = new(2026, 11, 30, 1, 2, 3, TimeSpan.FromHours(5.5));

    private static readonly string[] Cells = ["I.ISTANBUL@EXAMPLE.COM", "Iğdır", "STRASSE", "15 avril 1990", "4/15/1990", "32978", "Massachusetts", "٣٠٠٠١", "1,234", "-5", "+1 202-555-0101", "2.025550101E9", "ΣΊΣΥΦΟΣ", "IJssel"];

    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter output)
    {
        foreach ((string name, string text) in Lists().Concat(CellResults()).Concat(Columns()).Concat(Journals()).Concat(Webhooks()).Concat(Responses()))
        {
            output.WriteLine($"{name} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}");
        }
    }

    private static IEnumerable<(string Name, string Text)> Lists()
    {
        foreach (string path in Directory.GetFiles(TextFile.Data("exports"), "*.csv").Append(TextFile.Data("customers.csv")).Order(StringComparer.Ordinal))
        {
            using var file = CustomerFile.Open(path, new CustomerFileOptions());
            var mapping = ColumnMapping.Resolve(file.ColumnNames);
            var text = new StringBuilder();
            if (mapping.HasIdentifier)
            {
                using var encoder = new BatchEncoder(mapping, new HashingOptions { DefaultCountry = "TR" });
                foreach (RowBlock block in file.ReadBlocks(mapping, 1000))
                {
                    using (block)
                    using (HashedBatch batch = encoder.Encode(block))
                    {
                        text.Append(Encoding.UTF8.GetString(batch.Json, 0, batch.Length)).AppendJoin(' ', batch.Issues.Select(static issue => $"{issue.Row} {issue.Key} {issue.Reason}"));
                    }
                }
            }

            yield return ("list " + Path.GetFileName(path), text.ToString());
        }
    }

    private static IEnumerable<(string Name, string Text)> CellResults()
    {
        foreach (SchemaKey key in SchemaKeys.All)
        {
            yield return ($"cell {key}", string.Join('\n', Cells.Select(value => $"{Tests.Customers.Cell.Read(key, value, "TR", out string text, out CellState state)} {state} {text}")));
        }
    }

    private static IEnumerable<(string Name, string Text)> Columns()
        => FuzzCorpus.Read("columns").Select(static (input, number) => ($"columns {number}", string.Join('\n', ColumnMapping.Resolve(Encoding.UTF8.GetString(input).Split('\n')).ListColumns.Select(static column => $"{column.Use} {string.Join(' ', column.Targets)}"))));

    private static IEnumerable<(string Name, string Text)> Journals()
    {
        using var line = new MemoryStream();
        new JournalLine { Upload = JournalFolder.Header with { Started = Time, MaxRejectPercent = 12.5 } }.WriteTo(line);
        new JournalLine { Batch = new JournalBatch { Number = 1, FirstRow = 1, LastRow = 1000, Rows = 1000, Outcome = JournalOutcome.Accepted, Time = Time, Offset = 12345 } }.WriteTo(line);
        yield return ("journal written", Encoding.UTF8.GetString(line.ToArray()));
        JournalContent content = JournalReader.Read(line, "list.journal");
        var record = UploadRecord.FromContent("list.journal", content, isRunning: false);
        yield return ("journal read", FormattableString.Invariant($"{record.Started:O} {record.LastWritten:O} {record.RowsRead} {record.Advice} {content.Header!.MaxRejectPercent}"));
    }

    private static IEnumerable<(string Name, string Text)> Webhooks()
    {
        int number = 0;
        foreach (byte[] body in FuzzCorpus.Read("webhook"))
        {
            WebhookPayload payload = WebhookParser.Parse(body);
            using var line = new MemoryStream();
            InboxLine.Write(line, new WebhookDelivery(1234567, Time, body));
            string events = string.Join('\n', payload.Events.Select(static item => FormattableString.Invariant($"{item.Id} {item.Time:O} {item.Kind}")));
            yield return ($"webhook {number++}", $"{payload.Problem}\n{events}\n{Encoding.UTF8.GetString(line.ToArray())}");
        }
    }

    private static IEnumerable<(string Name, string Text)> Responses()
    {
        foreach (string wait in new[] { "30", "Mon, 30 Nov 2099 00:00:00 GMT" })
        {
            using var message = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            message.Headers.TryAddWithoutValidation("Retry-After", wait);
            message.Headers.TryAddWithoutValidation("X-Ad-Account-Usage", """{"acc_id_util_pct":99.5,"reset_time_duration":60}""");
            GraphFailure failure = GraphResponses.Read(message, """{"error":{"message":"limit","code":80003}}"""u8.ToArray(), new GraphRequest(HttpMethod.Get, "1/users"), new FixedClock()).Failure!;
            yield return ($"response {wait}", FormattableString.Invariant($"{failure.RetryAfter} {failure.Usage!.HighestPercent} {failure.Kind}"));
        }
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Time;
    }
}
