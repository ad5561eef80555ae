using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using MessengerMarketing.Benchmarks;
using MessengerMarketing.Benchmarks.Soak;

Argument<FileInfo> file = new("file") { Description = "The CSV file." };
Option<long> rows = new("--rows") { Description = "Rows of the file.", DefaultValueFactory = _ => 1_000_000 };
Option<int> runs = new("--runs") { Description = "How often; the best run counts.", DefaultValueFactory = _ => 5 };

var generate = new Command("generate", "Writes a synthetic list: e-mail address, phone number, first and last name.") { file, rows };
generate.SetAction(arguments => CustomerListFile.Write(arguments.GetValue(file)!.FullName, arguments.GetValue(rows)));

var encode = new Command("encode", "Measures file to hashed batches, and the same number of SHA-256 computations alone.") { file, runs };
encode.SetAction(async (arguments, cancellationToken) =>
    Print(await EncodingBenchmark.MeasureAsync(arguments.GetValue(file)!.FullName, arguments.GetValue(runs), cancellationToken)));

Argument<FileInfo[]> files = new("files") { Description = "The CSV files, the shortest first." };
var lengths = new Command("lengths", "Measures what a row costs in lists of several lengths.") { files };
lengths.SetAction(async (arguments, cancellationToken) =>
    Print(await EncodingBenchmark.MeasureLengthsAsync(arguments.GetValue(files)!.Select(path => path.FullName), cancellationToken)));

Option<int> batchSize = new("--batch-size") { Description = "Rows in a small batch.", DefaultValueFactory = _ => 100 };
var batches = new Command("batches", "Measures what a row costs in small batches beside the largest ones, with and without a journal.") { file, batchSize, runs };
batches.SetAction(async (arguments, cancellationToken) => Print(await EncodingBenchmark.MeasureBatchesAsync(
    arguments.GetValue(file)!.FullName, arguments.GetValue(batchSize), arguments.GetValue(runs), cancellationToken)));

var discard = new Command("discard", "Runs a server on loopback that takes uploads and forgets them; prints its address first.");
discard.SetAction((_, cancellationToken) => DiscardServer.RunAsync(Console.Out, cancellationToken));

Option<double> minutes = new("--minutes") { Description = "How long it runs.", DefaultValueFactory = _ => 60 };
var soak = new Command("soak", "Uploads, removes and receives webhooks with faults, and checks the accounts, memory, handles and threads. Exit code 1 when they grow.") { minutes };
soak.SetAction(async (arguments, cancellationToken) =>
{
    SoakResult result = await SoakRun.RunAsync(TimeSpan.FromMinutes(arguments.GetValue(minutes)), cancellationToken);
    Print(result);
    return result.IsFlat ? 0 : 1;
});

Option<int> count = new("--count") { Description = "Deliveries.", DefaultValueFactory = _ => 5000 };
var webhooks = new Command("webhooks", "Measures deliveries from a client to events, beside a server of the platform that checks the signature and writes the body to a file.") { count, runs };
webhooks.SetAction(async (arguments, cancellationToken) => Print(await WebhookBenchmark.MeasureAsync(arguments.GetValue(count), arguments.GetValue(runs), cancellationToken)));

Option<bool> second = new("--second") { Description = "The list of the second night, in which one row in a hundred differs." };
var night = new Command("night", "Writes a synthetic list of people who each have an e-mail address and a phone number of their own.") { file, rows, second };
night.SetAction(arguments => CustomerListFile.WriteNight(arguments.GetValue(file)!.FullName, arguments.GetValue(rows), arguments.GetValue(second)));

Argument<FileInfo> target = new("target") { Description = "The file to write." };
var hash = new Command("hash", "Writes the hashed rows of a list, one a line.") { file, target };
hash.SetAction(arguments => SyncBenchmark.WriteHashes(arguments.GetValue(file)!.FullName, arguments.GetValue(target)!.FullName));

var whatIf = new Command("whatif", "Measures an upload with -WhatIf.") { file };
whatIf.SetAction(async (arguments, cancellationToken) => Print(await SyncBenchmark.DryRunAsync(arguments.GetValue(file)!.FullName, cancellationToken)));

Argument<FileInfo> state = new("state") { Description = "The state." };
Option<bool> dryRun = new("--dry-run") { Description = "Compares only." };
var sync = new Command("sync", "Measures a sync of a list with its state, to a sender that takes everything.") { file, state, dryRun };
sync.SetAction(async (arguments, cancellationToken) => Print(await SyncBenchmark.SyncAsync(
    arguments.GetValue(file)!.FullName, arguments.GetValue(state)!.FullName, arguments.GetValue(dryRun), cancellationToken)));

return await new RootCommand("Measures the module's speed.") { generate, encode, lengths, batches, discard, soak, webhooks, night, hash, whatIf, sync }.Parse(args).InvokeAsync();

static void Print<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result, new JsonSerializerOptions { WriteIndented = true }));
