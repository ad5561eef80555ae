using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Tests.Uploads.Sync;

/// <summary>A row of a list.</summary>
internal readonly record struct Customer(string Email, string Phone, string City = "");

/// <summary>A folder with a state, an audience, and runs that make the audience follow lists.</summary>
internal sealed class SyncFolder : IDisposable
{
    public static readonly ColumnMapping Mapping = ColumnMapping.ForKeys([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.CT]);

    private readonly string _folder;
    private readonly bool _isKept;
    private readonly GraphContext _context = new(Secret.From("EAAsynthetictoken0001"), "1", "2");

    /// <summary>Uses a new folder, which is deleted at the end.</summary>
    public SyncFolder()
    {
        _folder = Directory.CreateTempSubdirectory("mm-sync-").FullName;
        Audience = new AudienceModel();
    }

    /// <summary>Uses a folder that stays, and an audience that is a file in it.</summary>
    public SyncFolder(string folder)
    {
        _folder = folder;
        _isKept = true;
        Audience = new AudienceModel(Path.Combine(folder, "audience"));
    }

    public string StatePath => Path.Combine(_folder, "list.state");

    public string SuppressPath => Path.Combine(_folder, "optouts.csv");

    public string[] Files => [.. Directory.GetFiles(_folder).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public AudienceModel Audience { get; }

    /// <summary>Whether changes are appended to the state, as they are to a large one.</summary>
    public bool Appends { get; init; }

    public SyncOptions Options => new()
    {
        StatePath = StatePath,
        MaxRemovePercent = 100,
        MinPartsToAppend = Appends ? 0 : SyncState.MinPartsToAppend,
        Upload = new UploadOptions { BatchSize = 5, ThrottleLimit = 1 },
        SuppressionPaths = File.Exists(SuppressPath) ? [SuppressPath] : [],
    };

    /// <summary>The SHA-256 of everything that an audience with these people has, in order.</summary>
    public static string[] Expect(IEnumerable<Customer> list)
        => [.. list.SelectMany(static row => new[] { row.Email, row.Phone }).Where(static value => value.Length > 0).Distinct().Select(AudienceModel.Hash).Order(StringComparer.Ordinal)];

    /// <summary>A customer by number, with a phone number of a range that is kept free for fiction.</summary>
    public static Customer Person(int number) => new($"person{number}@example.com", FormattableString.Invariant($"1202555{100 + number:0000}"));

    /// <summary>How the last run ended, and how many people the state has, as they are shown without a run.</summary>
    public string ReadState() => SyncStateRecord.Read(StatePath) is var record ? $"{record.State} {record.People}" : string.Empty;

    public void OptOut(params string[] emails) => File.WriteAllLines(SuppressPath, ["Email", .. emails]);

    /// <summary>Suppresses email addresses, and phone numbers with their calling code.</summary>
    public void Suppress(IEnumerable<string> values)
        => File.WriteAllLines(SuppressPath, ["Email,Phone", .. values.Select(static value => value.Contains('@', StringComparison.Ordinal) ? $"{value}," : $",+{value}")]);

    /// <summary>Makes the audience follow a list.</summary>
    public async Task<SyncResult> RunAsync(
        IReadOnlyList<Customer> list, Func<SyncOptions, SyncOptions>? configure = null, IReadOnlyList<Customer>? secondReading = null, IFileOperations? operations = null, bool isPipeline = false, ColumnMapping? mapping = null)
    {
        SyncOptions options = (configure ?? (static given => given))(Options);
        using var runner = new SyncRunner(_context, options, Audience.CreateSender, operations ?? FileOperations.Instance, CancellationToken.None);
        await runner.Reader.PrepareAsync(CancellationToken.None);
        await runner.StartListAsync(
            new SyncList
            {
                AudienceId = "23850000000000001",
                Mapping = mapping ?? Mapping,
                Source = isPipeline ? null : new Rows(list),
                Reopen = isPipeline ? null : () => new Rows(secondReading ?? list),
            },
            CancellationToken.None);
        if (isPipeline)
        {
            foreach (RowBlock block in new Rows(list).ReadBlocks(Mapping, options.Upload.BatchSize))
            {
                await runner.Reader.Blocks.WriteAsync(block);
            }

            runner.Reader.CompleteBlocks();
        }

        await ReadToEndAsync(runner);
        SyncChanges changes = await runner.CompareAsync();
        (SyncSummary summary, Exception? error) = await runner.ApplyAsync();
        return new SyncResult(changes, summary, error);
    }

    public void Dispose()
    {
        _context.Dispose();
        if (!_isKept)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task ReadToEndAsync(SyncRunner runner)
    {
        UploadEvent next;
        do
        {
            next = await runner.Reader.Events.ReadAsync();
        }
        while (next is not ListCompleted);
        if (((ListCompleted)next).Error is { } error)
        {
            throw error;
        }
    }

    private sealed class Rows(IReadOnlyList<Customer> list) : IUploadSource
    {
        public string Name => "list.csv";

        public long? Length => null;

        public JournalSource CreateJournalSource(CancellationToken cancellationToken) => throw new NotSupportedException();

        public void CheckUnchanged(CancellationToken cancellationToken)
        {
        }

        public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize)
        {
            for (int first = 0, number = 1; first < list.Count; first += batchSize, number++)
            {
                var block = new RowBlock(mapping.Columns.Count, batchSize, number, first + 1);
                foreach (Customer row in list.Skip(first).Take(batchSize))
                {
                    block.AddRow([row.Email, row.Phone.Length > 0 ? "+" + row.Phone : null, row.City]);
                }

                yield return block;
            }
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>What a run did.</summary>
internal sealed record SyncResult(SyncChanges Changes, SyncSummary Summary, Exception? Error);
