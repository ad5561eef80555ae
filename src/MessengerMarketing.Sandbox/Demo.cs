using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Sandbox.Host;

/// <summary>The whole way from a customer list and a customer's message to subscription tokens, without PowerShell and without a Meta account.</summary>
internal static class Demo
{
    private const int Rows = 2_000;
    private const int BatchSize = 500;

    /// <summary>
    /// Creates an audience in a sandbox, uploads a synthetic list to it, hears how matching went, and asks a customer who writes to
    /// the Page to opt in; writes an account of it all.
    /// </summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using SandboxServer server = SandboxServer.Start();
        using GraphContext account = new(
            Secret.From(server.AccessToken),
            server.AdAccountId,
            server.PageId,
            Secret.From(server.PageAccessToken),
            Secret.From(server.AppSecret),
            server.ApiVersion,
            server.BaseUri);
        using var client = new GraphClient(account);
        await output.WriteLineAsync($"Sandbox    {server.BaseUri}, ad account {server.AdAccountId}, Page {server.PageId}");
        using var messenger = new MessengerWalk(server, client, output);
        await messenger.SubscribeAsync(cancellationToken);

        var audiences = new AudienceClient(client);
        CustomAudience audience = await audiences.CreateAsync("Newsletter", "Synthetic CRM export", cancellationToken);
        await output.WriteLineAsync($"Audience   {audience.Id} '{audience.Name}' created");

        string list = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        try
        {
            SyntheticCustomers.Write(list, Rows);
            long batches = await UploadAsync(client, audience.Id, list, output, cancellationToken);
            await messenger.HearUploadStatusAsync(batches, cancellationToken);
        }
        finally
        {
            File.Delete(list);
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync("Audiences of the ad account");
        await foreach (CustomAudience each in audiences.ListAsync(cancellationToken))
        {
            await output.WriteLineAsync(
                $"  {each.Id}  {each.Name}  {each.ApproximateCountLowerBound} to {each.ApproximateCountUpperBound} people matched  {each.OperationStatus}");
        }

        await messenger.ConverseAsync(cancellationToken);
        return 0;
    }

    /// <returns>How many batches were uploaded.</returns>
    private static async Task<long> UploadAsync(GraphClient client, string audienceId, string list, TextWriter output, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using CustomerFile file = CustomerFile.Open(list, new CustomerFileOptions());
        ColumnMapping mapping = ColumnMapping.Resolve(file.ColumnNames);
        await output.WriteLineAsync($"Columns    {string.Join(", ", mapping.Columns.Select(column => $"{column.Target} from '{column.Name}'"))}");
        await output.WriteLineAsync($"Not used   {string.Join(", ", mapping.UnusedColumns)}");
        await output.WriteLineAsync();

        var options = new UploadOptions { BatchSize = BatchSize };
        var tally = new UploadTally();
        using AudienceUpload upload = AudienceUpload.Start(new AudienceUsersSender(client, audienceId, UploadAction.Add, options), mapping, options, cancellationToken);
        upload.Feed(file.ReadBlocks(mapping, BatchSize));
        await foreach (UploadEvent next in upload.Events.ReadAllAsync(cancellationToken))
        {
            switch (next)
            {
                case BatchPrepared prepared:
                    tally.Add(prepared.Batch);
                    prepared.Approve();
                    break;
                case BatchCompleted completed:
                    tally.Add(completed.Receipt);
                    await output.WriteLineAsync(Describe(completed.Receipt));
                    break;
                case UploadStopped stopped:
                    throw stopped.Error;
            }
        }

        await WriteAccountAsync(tally, clock.Elapsed, output);
        return tally.Batches;
    }

    private static string Describe(BatchReceipt receipt)
        => string.Create(CultureInfo.InvariantCulture, $"  batch {receipt.Batch}: rows {receipt.FirstRow} to {receipt.LastRow}, {receipt.Rows} sent, {receipt.Rejected} rejected, {receipt.Status}, session {receipt.SessionId}");

    private static async Task WriteAccountAsync(UploadTally tally, TimeSpan duration, TextWriter output)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"Rows read      {tally.RowsRead,6}");
        await output.WriteLineAsync($"Rows sent      {tally.RowsAccepted,6}");
        await output.WriteLineAsync($"Rows rejected  {tally.RowsRejected,6}");
        await WriteCountsAsync(tally.RejectedRows, output);
        await output.WriteLineAsync($"Cells left blank in rows that were sent");
        await WriteCountsAsync(tally.BlankedCells, output);
        await output.WriteLineAsync($"Received       {tally.Received,6}");
        await output.WriteLineAsync($"Invalid        {tally.Invalid,6}");
        await output.WriteLineAsync($"Batches        {tally.Batches,6}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Rows per second{tally.RowsRead / duration.TotalSeconds,6:F0}"));
    }

    private static async Task WriteCountsAsync(IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> counts, TextWriter output)
    {
        foreach (((SchemaKey? key, RejectReason reason), long count) in counts.OrderByDescending(entry => entry.Value))
        {
            await output.WriteLineAsync($"  {count,13}  {key} {reason}");
        }
    }
}
