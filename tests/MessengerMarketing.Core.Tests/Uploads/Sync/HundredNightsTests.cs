using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Storage;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Sync;

/// <summary>
/// One hundred nights of a script that nobody looks after: the list changes every night, and many nights go wrong. At the end, the audience is the list.
/// </summary>
public sealed class HundredNightsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-nights-").FullName;
    private readonly SandboxServer _server = SandboxServer.Start();
    private readonly GraphContext _context;
    private readonly Random _random = new(20261129);
    private readonly List<Member> _list = [];
    private readonly HashSet<string> _optedOut = [];
    private readonly Dictionary<string, int> _outcomes = [];
    private int _lastPhone;
    private int _lastPerson;

    public HundredNightsTests()
        => _context = new GraphContext(Secret.From(_server.AccessToken), _server.AdAccountId, _server.PageId, baseUri: _server.BaseUri);

    private string ListPath => Path.Combine(_folder, "list.csv");

    private string OptOutPath => Path.Combine(_folder, "optouts.csv");

    public void Dispose()
    {
        _context.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task After_one_hundred_nights_the_audience_holds_exactly_the_people_of_the_last_list()
    {
        await new AudienceClient(new GraphClient(_context, SandboxUpload.Quick)).CreateAsync("Spring", "Test list");
        SandboxAudience audience = _server.Audiences[0];
        for (int i = 0; i < 400; i++)
        {
            Join();
        }

        await File.WriteAllLinesAsync(OptOutPath, ["Email", "nobody@example.com"]);
        for (int night = 1; night <= 100; night++)
        {
            Change();
            string outcome = await RunNightAsync(night);
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        }

        // The last two nights are quiet, as most are.
        Assert.Equal("Finished", await RunNightAsync(0));
        Assert.Equal("Finished", await RunNightAsync(0));
        Member[] wanted = [.. _list.Where(member => !_optedOut.Contains(member.Email))];
        Assert.All(wanted, member => Assert.True(audience.Contains(member.Email) && audience.Contains("+" + member.Phone), $"{member} is not in the audience."));
        Assert.All(_optedOut, email => Assert.False(audience.Contains(email), $"{email} opted out and is in the audience."));
        Assert.Equal(wanted.Select(static member => member.Email).Distinct().Count(), audience.PeopleCount);
        Assert.Equal(["list.csv", "list.state", "optouts.csv"], Directory.GetFiles(_folder).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

        // Every kind of night took place.
        Assert.Equal(["EmptyList", "Finished", "Killed", "TooManyRemovals", "Unfinished"], _outcomes.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(_outcomes["Finished"], 30, 80);
        Assert.InRange(_outcomes["Killed"], 8, 60);
    }

    /// <summary>One or two people in a hundred leave, join or get another phone number, and now and then somebody opts out.</summary>
    private void Change()
    {
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            _list.RemoveAt(_random.Next(_list.Count));
            Join();
            int changed = _random.Next(_list.Count);
            _list[changed] = _list[changed] with { Phone = NextPhone() };
        }

        if (_random.Next(4) == 0)
        {
            _optedOut.Add(_list[_random.Next(_list.Count)].Email);
            File.WriteAllLines(OptOutPath, ["Email", "nobody@example.com", .. _optedOut]);
        }
    }

    /// <summary>Somebody joins; sometimes with the address of somebody who is on the list.</summary>
    private void Join()
    {
        string email = _list.Count > 0 && _random.Next(20) == 0 ? _list[_random.Next(_list.Count)].Email : $"person{++_lastPerson}@example.com";
        _list.Add(new Member(email, NextPhone()));
    }

    private string NextPhone() => FormattableString.Invariant($"1202555{++_lastPhone:0000}");

    private async Task<string> RunNightAsync(int night)
    {
        IEnumerable<Member> exported = _list;
        var operations = new CrashingFileOperations(crashAt: 0, part: 1, UnflushedFileOperations.Instance);
        using var killed = new CancellationTokenSource();
        switch (night == 0 ? 0 : _random.Next(10))
        {
            case 1 or 2:
                // The process dies while it writes to the disk.
                operations = new CrashingFileOperations(_random.Next(1, 30), _random.NextDouble(), UnflushedFileOperations.Instance);
                break;
            case 3:
                // The process is stopped while calls are on their way.
                killed.CancelAfter(TimeSpan.FromMilliseconds(_random.Next(20, 120)));
                break;
            case 4:
                _server.FailNext(SandboxFault.TokenExpired().For(_random.Next(2) == 0 ? "POST" : "DELETE", "/users"));
                break;
            case 5:
                _server.FailNext(SandboxFault.GraphError(80003), SandboxFault.DroppedAfterProcessing(), SandboxFault.DroppedBeforeProcessing());
                break;
            case 6:
                _server.FailNext([.. Enumerable.Repeat(SandboxFault.DroppedAfterProcessing(), 12)]);
                break;
            case 7:
                exported = _random.Next(2) == 0 ? [] : _list.Take(_list.Count / 2);
                break;
            case 8:
                _server.FailNext(SandboxFault.GraphError(200, 1870047).For("DELETE", "/users"));
                break;
        }

        await File.WriteAllLinesAsync(ListPath, ["Email,Phone", .. exported.Select(static member => $"{member.Email},+{member.Phone}")], CancellationToken.None);
        try
        {
            return await SyncAsync(operations, killed.Token);
        }
        catch (Exception exception) when (exception is IOException or SyncStateException or OperationCanceledException)
        {
            Assert.True(operations.IsDead || killed.IsCancellationRequested, $"Night {night}: {exception}");
            return "Killed";
        }
        finally
        {
            // What was meant for this night does not happen in another.
            _server.ClearFaults();
        }
    }

    private async Task<string> SyncAsync(IFileOperations operations, CancellationToken cancellationToken)
    {
        var options = new SyncOptions
        {
            StatePath = Path.Combine(_folder, "list.state"),
            SuppressionPaths = [OptOutPath],
            Upload = new UploadOptions { BatchSize = 10, ThrottleLimit = 2 },
            ConfigureClient = given => SandboxUpload.Quick with { OnRetry = given.OnRetry, WaitsOutThrottling = true, MaxWait = TimeSpan.FromSeconds(5) },
        };
        using var runner = new SyncRunner(_context, options, operations, cancellationToken);
        await runner.Reader.PrepareAsync(cancellationToken);
        CustomerFile file = Open();
        await runner.StartListAsync(
            new SyncList { AudienceId = _server.Audiences[0].Id, Mapping = ColumnMapping.Resolve(file.ColumnNames), Source = new FileUploadSource(file, null), Reopen = () => new FileUploadSource(Open(), null) },
            cancellationToken);
        UploadEvent next;
        do
        {
            next = await runner.Reader.Events.ReadAsync(cancellationToken);
        }
        while (next is not ListCompleted);
        SyncChanges changes = await runner.CompareAsync();
        (SyncSummary summary, Exception? _) = await runner.ApplyAsync();
        return changes.IsStopped ? changes.Guard.ToString() : summary.State;
    }

    private CustomerFile Open() => CustomerFile.Open(ListPath, new CustomerFileOptions());

    private sealed record Member(string Email, string Phone);
}
