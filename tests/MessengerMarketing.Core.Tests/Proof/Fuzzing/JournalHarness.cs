using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Journals. A journal is read or refused, in whatever pieces it is read; it has no more batches than lines, and no more rows than its lines name;
/// it can be cut off anywhere behind its first line and is still a journal; and the account of its upload adds up.
/// </summary>
internal sealed class JournalHarness() : FuzzHarness("journal", 6_000)
{
    private const int MaxPiece = 100;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "{\"batch\":{", "{\"resize\":{", "{\"change\":{", "{\"end\":{", "{\"upload\":{\"runId\":\"", "}}\n", "\n", "}", "\"number\":", "\"firstRow\":", "\"lastRow\":", "\"rows\":", "\"rejected\":{\"EMAIL InvalidAddress\":",
        "\"offset\":", "\"payload\":", "\"sessionId\":\"", "\"attempt\":", "\"outcome\":\"Accepted\"", "\"outcome\":\"Sending\"", "\"outcome\":\"NotSent\"", "\"outcome\":\"Unknown\"", "\"received\":", "\"invalid\":", "\"batchSize\":",
        "\"firstBatch\":", "\"time\":\"2026-11-30T00:00:00Z\"", "null", "\0", ",", "\"columns\":[]", "\"schema\":[]", "\"source\":{", "\"columnCount\":", "\"file\":",
    ];

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        (JournalContent? content, string? problem) = Read(new MemoryStream(input));
        (JournalContent? inPieces, string? sameProblem) = Read(PiecewiseStream.Create(input, random, MaxPiece));
        Assert.Equal(problem, sameProblem);
        Assert.Equal(Describe(content), Describe(inPieces));
        if (content is null)
        {
            return;
        }

        Assert.InRange(content.Length, 0, input.Length);
        string[] lines = Encoding.UTF8.GetString(input, 0, (int)content.Length).Split('\n');
        Assert.InRange(content.Batches.Count, 0, lines.Length - 1);
        CheckRows(content);
        CheckPlan(content);
        CheckCut(input, content, random);
    }

    private static (JournalContent? Content, string? Problem) Read(Stream stream)
    {
        try
        {
            return (JournalReader.Read(stream, "list.journal"), null);
        }
        catch (JournalException exception)
        {
            return (null, exception.Message);
        }
    }

    private static string? Describe(JournalContent? content) => content is null ? null
        : $"{content.Length} {content.Header?.RunId} {content.BatchSize} {content.WasSent} {content.IsFinished} {content.End} {content.Change} {content.LastWritten:O}\n"
            + string.Join('\n', content.BatchesInOrder.Select(static batch => $"{batch.Number} {batch.FirstRow} {batch.LastRow} {batch.Rows} {batch.Outcome} {batch.SessionId} {batch.Payload} {batch.Attempt}"));

    /// <summary>Rows that are sent or left out are rows of the list, and no row is in two batches.</summary>
    private static void CheckRows(JournalContent content)
    {
        long last = 0;
        foreach (JournalBatch batch in content.BatchesInOrder)
        {
            Assert.True(batch.FirstRow > last && batch.LastRow >= batch.FirstRow, $"Batch {batch.Number} has rows {batch.FirstRow} to {batch.LastRow} after row {last}.");
            Assert.InRange(batch.Rows, 0, int.MaxValue);
            Assert.All(batch.Rejected.Values, static count => Assert.True(count >= 0));
            last = batch.LastRow;
        }

        if (content.Header is not null)
        {
            var record = UploadRecord.FromContent("list.journal", content, isRunning: false);
            Assert.True(record.RowsRead >= 0 && record.RowsAccepted >= 0 && record.RowsUnknown >= 0 && record.RowsNotSent >= 0 && record.RowsRejected >= 0 && record.Received >= 0 && record.Invalid >= 0);
        }
    }

    /// <summary>What is left can be divided into blocks, from the beginning and from where reading may begin.</summary>
    private static void CheckPlan(JournalContent content)
    {
        if (content.Header is null)
        {
            return;
        }

        Assert.InRange(content.BatchSize, 1, int.MaxValue);
        Assert.InRange(content.MaxBatchRows, 1, int.MaxValue);
        foreach (JournalBatch? entry in new[] { null, content.FindEntry() })
        {
            BlockLayout layout = content.CreateLayout(entry);
            long row = entry?.FirstRow ?? 1;
            for (int i = 0; i < 5; i++)
            {
                using RowBlock block = layout.CreateBlock(1, row);
                Assert.InRange(block.Capacity, 1, int.MaxValue);
                row += block.Capacity;
            }
        }
    }

    private static void CheckCut(byte[] input, JournalContent content, Random random)
    {
        int first = Array.IndexOf(input, (byte)'\n') + 1;
        bool isOwn = Encoding.UTF8.GetString(input, 0, (int)content.Length).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .All(static line => JournalLine.LaterBeginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)));
        if (first > 0 && isOwn)
        {
            int length = random.Next(first, (int)content.Length + 1);
            JournalContent cut = JournalReader.Read(new MemoryStream(input, 0, length), "list.journal");
            Assert.Equal(Array.LastIndexOf(input, (byte)'\n', length - 1) + 1, cut.Length);
        }
    }
}
