using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Journal;

/// <summary>What is recorded of an upload, and what must be the same when it continues.</summary>
public sealed class JournalHeadersTests : IDisposable
{
    private const string Sha256 = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";

    private static readonly Guid RunId = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly JournalFileMark List = new("/lists/list.csv", 100, Sha256);
    private static readonly JournalFileMark Suppression = new("/lists/out.csv", 7, Sha256);

    private readonly GraphContext _context = Context("1");
    private readonly GraphContext _sandbox = Context("1", new Uri("http://127.0.0.1:8080/"));

    public void Dispose()
    {
        _context.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public void A_header_has_everything_that_determines_the_bytes()
    {
        JournalHeader header = JournalHeaders.Create(_sandbox, "23850000000000001", UploadAction.Remove, Mapping(), Options(), new JournalSource { File = List, HasHeader = true }, [Suppression]);

        Assert.Equal((RunId, UploadAction.Remove, "1", "23850000000000001", "127.0.0.1:8080"), (header.RunId, header.Action, header.AdAccountId, header.AudienceId, header.Host));
        Assert.Equal(["EMAIL", "PHONE"], header.Schema);
        Assert.Equal([new JournalColumn("EMAIL", 0), new JournalColumn("PHONE", 1), new JournalColumn("CONSENT", 2)], header.Columns.OrderBy(static column => column.Index));
        Assert.Equal((3, 77, "AT", "dd.MM.yyyy"), (header.ColumnCount, header.BatchSize, header.DefaultCountry, header.DateFormat));
        Assert.Equal((true, true, true, true, true), (header.KeepTrunkZero, header.AlreadyHashed, header.AllIdentifiers, header.Unique, header.SkipsOptedOut));
        Assert.Equal(["9"], header.AppIds);
        Assert.Equal([Suppression], header.Suppression);
        Assert.Equal(List, header.Source?.File);
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+$", header.Version);
        Assert.Null(JournalHeaders.Create(_context, "1", UploadAction.Add, Mapping(), Options(), source: null).Host);
    }

    [Fact]
    public void The_options_come_back()
    {
        UploadOptions options = JournalHeaders.Create(_context, "1", UploadAction.Add, Mapping(), Options(), source: null).ToOptions();

        Assert.Equal((RunId, 77, true, true), (options.RunId, options.BatchSize, options.Unique, options.SkipsOptedOut));
        Assert.Equal(["9"], options.AppIds);
        Assert.Equal(("AT", "dd.MM.yyyy", true, true, true), (options.Hashing.DefaultCountry, options.Hashing.DateFormat?.Pattern, options.Hashing.KeepTrunkZero, options.Hashing.AlreadyHashed, options.Hashing.AllIdentifiers));
        UploadOptions plain = JournalFolder.Header.ToOptions();
        Assert.Equal((10, false, false), (plain.BatchSize, plain.Unique, plain.SkipsOptedOut));
        Assert.Null(plain.Hashing.DateFormat);
        Assert.Equal((null, false, false, false), (plain.Hashing.DefaultCountry, plain.Hashing.KeepTrunkZero, plain.Hashing.AlreadyHashed, plain.Hashing.AllIdentifiers));
    }

    [Fact]
    public void The_columns_come_back_by_their_places_and_not_by_their_names()
    {
        JournalHeader header = JournalHeaders.Create(_context, "1", UploadAction.Add, Mapping(), Options(), source: null) with
        {
            Columns = [new JournalColumn("EMAIL", 0), new JournalColumn("EMAIL", 2, Rank: 1, Address: 2), new JournalColumn("PHONE", 1), new JournalColumn("CONSENT", 3)],
            ColumnCount = 4,
        };

        ColumnMapping mapping = header.ToMapping(["a", "b", "c", "Accepts Email Marketing"]);

        Assert.Equal(["EMAIL", "PHONE"], mapping.Schema.Select(static key => key.ToString()));
        Assert.Single(mapping.ConsentColumns);
        Assert.Equal((1, 2), mapping.Columns.Where(static column => column.Index == 2).Select(static column => (column.Rank, column.Address)).Single());
    }

    [Fact]
    public void Other_columns_are_refused()
    {
        JournalHeader header = JournalHeaders.Create(_context, "1", UploadAction.Add, Mapping(), Options(), source: null);

        Assert.Equal("The upload cannot be resumed: the list has 2 columns and had 3.", Refusal(() => header.ToMapping(["a", "b"])));
        Assert.Equal("The upload cannot be resumed: this version of the module does not know the key SHOE.", Refusal(() => (header with { Columns = [new JournalColumn("SHOE", 0)] }).ToMapping(["a", "b", "c"])));
        Assert.Equal(
            "The upload cannot be resumed: this version of the module reads other keys from it than version 0.0.1.",
            Refusal(() => (header with { Schema = ["EMAIL"], Version = "0.0.1" }).ToMapping(["a", "b", "Accepts Email Marketing"])));
        Assert.Equal(
            "The upload cannot be resumed: this version of the module reads other keys from it than version 0.0.1.",
            Refusal(() => (header with { Version = "0.0.1" }).ToMapping(["a", "b", "c"])));
    }

    [Fact]
    public void The_same_account_and_the_same_files_are_accepted()
    {
        JournalHeader header = JournalFolder.Header with { AdAccountId = "1", Source = new JournalSource { File = List, HasHeader = true }, Suppression = [Suppression] };
        var read = new List<string>();

        header.Check(_context, path =>
        {
            read.Add(path);
            return path == List.Path ? List : Suppression;
        });
        (JournalFolder.Header with { AdAccountId = "1" }).Check(_context, static path => throw new InvalidOperationException(path));

        Assert.Equal([List.Path, Suppression.Path], read);
    }

    [Fact]
    public void Another_account_host_or_file_is_refused()
    {
        JournalHeader header = JournalFolder.Header with { AdAccountId = "1", Source = new JournalSource { File = List, HasHeader = true }, Suppression = [Suppression] };

        using GraphContext other = Context("2");
        Assert.Equal("The upload cannot be resumed: the connection is with ad account 2, but the upload started with 1.", Refusal(() => header.Check(other, Read)));
        Assert.Equal(
            "The upload cannot be resumed: the connection is with 127.0.0.1:8080, but the upload started with graph.facebook.com.", Refusal(() => header.Check(_sandbox, Read)));
        Assert.Equal(
            "The upload cannot be resumed: the connection is with graph.facebook.com, but the upload started with 127.0.0.1:9.",
            Refusal(() => (header with { Host = "127.0.0.1:9" }).Check(_context, Read)));
        Assert.Equal(
            "The upload cannot be resumed: the file '/lists/list.csv' has 101 bytes and had 100.", Refusal(() => header.Check(_context, static path => Read(path) with { Bytes = 101 })));
        Assert.Equal(
            "The upload cannot be resumed: the file '/lists/out.csv' has the same length, but different content.",
            Refusal(() => header.Check(_context, static path => path == Suppression.Path ? Suppression with { Sha256 = "00" } : List)));

        static JournalFileMark Read(string path) => path == List.Path ? List : Suppression;
    }

    private static string Refusal(Action check)
    {
        JournalException refused = Assert.Throws<JournalException>(check);
        Assert.Equal(JournalProblem.Changed, refused.Problem);
        return refused.Message;
    }

    private static ColumnMapping Mapping() => ColumnMapping.Resolve(["Email", "Phone", "Accepts Email Marketing"]).WithConsentColumns();

    private static UploadOptions Options() => new()
    {
        RunId = RunId,
        BatchSize = 77,
        AppIds = ["9"],
        Unique = true,
        SkipsOptedOut = true,
        Hashing = new HashingOptions { DefaultCountry = "AT", DateFormat = DateFormat.Parse("dd.MM.yyyy"), KeepTrunkZero = true, AlreadyHashed = true, AllIdentifiers = true },
    };

    private static GraphContext Context(string adAccountId, Uri? baseUri = null) => new(Secret.From("EAAsynthetictoken0001"), adAccountId, "2", baseUri: baseUri);
}
