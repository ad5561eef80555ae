using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Graph;
using MessengerMarketing.Tests.Proof;
using MessengerMarketing.Tests.Storage;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Tests.Uploads.Sync;

/// <summary>Whatever happens in a run, the next one that goes through leaves exactly the people of its list in the audience.</summary>
public sealed class SyncConvergenceTests
{
    private static readonly double[] Parts = [0, 0.3, 1];

    /// <summary>Sequences for each seed.</summary>
    private static readonly int Sequences = 40 * ProofSettings.Factor;
    private static readonly Customer Unusable = new("not an address", string.Empty);

    [Theory]
    [InlineData(20261129)]
    [InlineData(20261130)]
    [InlineData(20261201)]
    [InlineData(20261202)]
    public async Task Random_lists_crashes_and_lost_answers_end_with_the_people_of_the_last_list(int seed)
    {
        var random = new Random(seed);
        for (int sequence = 0; sequence < 25; sequence++)
        {
            using var sync = new SyncFolder { Appends = sequence % 2 == 1 };
            var optOuts = new HashSet<int>();
            List<Customer> list = [];
            for (int night = 0; night < 6; night++)
            {
                list = CreateList(random);
                if (random.Next(3) == 0)
                {
                    optOuts.Add(random.Next(20));
                    sync.OptOut([.. optOuts.Select(static number => $"person{number}@example.com")]);
                }

                sync.Audience.Fate = _ => random.Next(3) == 0 ? (CallFate)random.Next(1, 5) : CallFate.Accepted;
                sync.Audience.Refusal = random.Next(4) == 0 ? GraphErrorKind.AudienceTooSmall : random.Next(2) == 0 ? GraphErrorKind.Authentication : GraphErrorKind.ServiceUnavailable;
                var operations = new CrashingFileOperations(random.Next(2) == 0 ? random.Next(1, 40) : 0, random.NextDouble(), UnflushedFileOperations.Instance);
                SyncOptions Configure(SyncOptions options) => options with
                {
                    NoRemove = random.Next(6) == 0,
                    Full = random.Next(6) == 0,
                    MinAddRows = random.Next(4) == 0 ? 8 : 0,
                    Upload = options.Upload with { ThrottleLimit = random.Next(1, 3) },
                };
                Exception? failure = await Record.ExceptionAsync(() => sync.RunAsync(list, Configure, operations: operations, isPipeline: random.Next(2) == 0));
                Assert.True(failure is null or IOException or SyncStateException, $"{failure}");
            }

            sync.Audience.Fate = static _ => CallFate.Accepted;
            SyncResult last = await sync.RunAsync(list, static options => options with { MaxRejectPercent = 100 }, operations: Quick);
            Assert.Null(last.Error);
            Customer[] wanted = [.. list.Where(row => !optOuts.Any(number => row.Email == $"person{number}@example.com"))];
            string[] expected = last.Changes.Guard == SyncGuard.None ? SyncFolder.Expect(wanted) : sync.Audience.Identifiers;
            Assert.True(expected.SequenceEqual(sync.Audience.Identifiers), $"Seed {seed}, sequence {sequence}");
            Assert.DoesNotContain(optOuts, number => sync.Audience.Identifiers.Contains(AudienceModel.Hash($"person{number}@example.com")));
            Assert.Equal(sync.Files.Where(static file => file != "optouts.csv"), ["list.state"]);

            // Nothing is left to do.
            string state = sync.ReadState();
            SyncResult again = await sync.RunAsync(list, static options => options with { MaxRejectPercent = 100 }, operations: Quick);
            Assert.Equal((0, 0, 0, 0), (again.Summary.Added, again.Summary.Changed, again.Summary.Removed, again.Summary.Resent));
            Assert.Equal((last.Summary.People, $"{(last.Changes.IsStopped ? "Unfinished" : "Finished")} {last.Summary.People}"), (again.Changes.People, state));
        }
    }

    /// <summary>
    /// Few people who share what they have, and calls of one to three people, so that most runs have calls of which one is accepted and another is not.
    /// </summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Rejected_calls_guard_rails_and_erasures_end_with_the_people_of_the_last_list(int seed, bool removesPeople)
    {
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            await RunSequenceAsync((seed * 1_000_003) + sequence, removesPeople);
        }
    }

    private static async Task RunSequenceAsync(int seed, bool removesPeople)
    {
        var random = new Random(seed);
        using var sync = new SyncFolder { Appends = seed % 2 == 0 };
        sync.Audience.RemovesPeople = removesPeople;
        var optOuts = new HashSet<string>();

        // In half of the sequences, nothing happens but refusals, so that nothing else sends again whom a refusal concerned.
        bool isCalm = random.Next(2) == 0;
        Customer[] sharers = CreateSharers(random, phones: isCalm ? 2 : 3);
        List<Customer> list = [.. sharers];
        await sync.RunAsync(list, operations: Quick);
        for (int night = random.Next(1, isCalm ? 3 : 6); night > 0; night--)
        {
            list = CreateList(random, sharers);
            if (!isCalm && random.Next(4) == 0)
            {
                optOuts.Add(CreateIdentifier(random));
                sync.Suppress(optOuts);
            }

            int refused = random.Next(4);
            sync.Audience.Fate = _ => random.Next(4) < refused ? (CallFate)(random.Next(2) == 0 ? 1 : random.Next(2, 5)) : CallFate.Accepted;
            sync.Audience.Refusal = random.Next(3) switch { 0 => GraphErrorKind.AudienceTooSmall, 1 => GraphErrorKind.InvalidParameter, _ => GraphErrorKind.ServiceUnavailable };
            SyncOptions options = isCalm ? sync.Options with { Upload = sync.Options.Upload with { BatchSize = 1 } } : CreateOptions(random, sync.Options);
            SyncResult result = await sync.RunAsync(list, _ => options, operations: Quick, isPipeline: random.Next(2) == 0);
            Assert.True(result.Changes.Unchanged >= 0 && result.Changes.Resent >= 0, $"Seed {seed}: {result.Changes}");
            if (!isCalm && random.Next(5) == 0)
            {
                string erased = AudienceModel.Hash(CreateIdentifier(random));
                sync.Audience.Erase([erased]);
                var hashes = new HashSet<PersonHash> { PersonHash.Read(Encoding.ASCII.GetBytes(erased)) };
                SyncStateRemoval.Remove(sync.StatePath, "1", hashes, hashes, Quick);
            }
        }

        list = CreateList(random, sharers);
        sync.Audience.Fate = static _ => CallFate.Accepted;
        SyncOptions Configure(SyncOptions given) => given with { MaxRejectPercent = 100 };
        SyncResult last = await sync.RunAsync(list, Configure, operations: Quick);
        Assert.Null(last.Error);
        Customer[] wanted = [.. list.Where(row => row != Unusable && !optOuts.Contains(row.Email) && !optOuts.Contains(row.Phone))];
        if (last.Changes.Guard == SyncGuard.None)
        {
            Assert.True(SyncFolder.Expect(wanted).SequenceEqual(sync.Audience.Identifiers), $"Seed {seed}");
            SyncResult again = await sync.RunAsync(list, Configure, operations: Quick);
            Assert.Equal((0, 0, 0, 0), (again.Summary.Added, again.Summary.Changed, again.Summary.Removed, again.Summary.Resent));
            Assert.Equal(last.Summary.People, again.Changes.People);
        }

        Assert.DoesNotContain(optOuts, value => sync.Audience.Identifiers.Contains(AudienceModel.Hash(value)));
    }

    private static SyncOptions CreateOptions(Random random, SyncOptions options) => options with
    {
        NoRemove = random.Next(8) == 0,
        Full = random.Next(5) == 0,
        MinAddRows = random.Next(4) == 0 ? 3 : 0,
        MaxRemovePercent = random.Next(4) == 0 ? 30 : 100,
        MaxRejectPercent = random.Next(4) > 0 ? 100 : null,
        Upload = options.Upload with { BatchSize = random.Next(1, 3) },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_step_leaves_a_state_from_which_the_next_run_converges(bool appends)
    {
        Customer[] before = [.. Enumerable.Range(1, 12).Select(SyncFolder.Person)];
        Customer[] after = [.. before[3..], SyncFolder.Person(20), before[0] with { Phone = "12025550999" }];
        int steps;
        using (var whole = new SyncFolder { Appends = appends })
        {
            var counting = new CrashingFileOperations(crashAt: 0, part: 1, UnflushedFileOperations.Instance);
            await whole.RunAsync(before);
            await whole.RunAsync(after, operations: counting);
            steps = counting.Steps;
        }

        Assert.True(steps >= 20, $"{steps} steps");
        for (int step = 1; step <= steps; step++)
        {
            foreach (double part in Parts)
            {
                using var sync = new SyncFolder { Appends = appends };
                await sync.RunAsync(before, operations: Quick);
                var operations = new CrashingFileOperations(step, part, UnflushedFileOperations.Instance);
                Exception? failure = await Record.ExceptionAsync(() => sync.RunAsync(after, operations: operations));
                Assert.True(operations.IsDead && failure is IOException or SyncStateException, $"Step {step}: {failure}");
                SyncResult next = await sync.RunAsync(after, operations: Quick);
                Assert.True(SyncFolder.Expect(after).SequenceEqual(sync.Audience.Identifiers), $"Step {step}, {part} of it");
                Assert.Equal((11, "Finished"), (next.Summary.People, next.Summary.State));
                Assert.Equal(["list.state"], sync.Files);
            }
        }
    }

    private static CrashingFileOperations Quick => new(crashAt: 0, part: 1, UnflushedFileOperations.Instance);

    /// <summary>Five rows of six addresses and a few phone numbers, which come and go from night to night.</summary>
    private static Customer[] CreateSharers(Random random, int phones) => [.. Enumerable.Range(0, 5).Select(_ =>
    {
        string email = random.Next(8) == 0 ? string.Empty : $"person{random.Next(6)}@example.com";
        string phone = random.Next(8) == 0 && email.Length > 0 ? string.Empty : SyncFolder.Person(random.Next(phones)).Phone;
        return new Customer(email, phone, random.Next(3) == 0 ? "springfield" : string.Empty);
    })];

    /// <summary>A list of some of the rows. At times one is twice in it, or one cannot be used.</summary>
    private static List<Customer> CreateList(Random random, Customer[] sharers)
    {
        List<Customer> list = [.. sharers.Where(_ => random.Next(2) == 0)];
        if (list.Count > 0 && random.Next(4) == 0)
        {
            list.Add(list[random.Next(list.Count)]);
        }

        if (random.Next(8) == 0)
        {
            list.Add(Unusable);
        }

        return list;
    }

    private static string CreateIdentifier(Random random)
        => random.Next(2) == 0 ? $"person{random.Next(6)}@example.com" : SyncFolder.Person(random.Next(6)).Phone;

    /// <summary>People of whom some share an address or a phone number, in any order.</summary>
    private static List<Customer> CreateList(Random random)
    {
        var list = new List<Customer>();
        for (int i = random.Next(1, 25); i > 0; i--)
        {
            string email = random.Next(8) == 0 ? string.Empty : $"person{random.Next(20)}@example.com";
            string phone = random.Next(4) == 0 && email.Length > 0 ? string.Empty : SyncFolder.Person(random.Next(20)).Phone;
            list.Add(new Customer(email, phone, random.Next(3) == 0 ? "springfield" : string.Empty));
        }

        return list;
    }
}
