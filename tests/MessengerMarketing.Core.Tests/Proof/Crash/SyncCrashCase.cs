using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads.Sync;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>
/// Three nights of a sync: a list, a changed list, and after somebody was erased, the list again. Whoever stays on the list stays in the audience,
/// and at the end, the audience and the state have exactly the people of the list.
/// </summary>
internal sealed class SyncCrashCase : ICrashCase
{
    private const int Erased = 7;

    private static readonly Customer[] First = [.. Enumerable.Range(1, 12).Select(SyncFolder.Person)];
    private static readonly Customer[] Second = [.. First[3..], SyncFolder.Person(20), First[0] with { Phone = "12025550999" }];
    private static readonly Customer[] Last = [.. Second.Where(static row => row != SyncFolder.Person(Erased))];

    // By the hashes that an audience has.
    private static readonly Dictionary<string, string> Names = Last.SelectMany(static (row, at) => new[] { (row.Email, $"email of row {at}"), (row.Phone, $"phone of row {at}") })
        .ToDictionary(static identifier => AudienceModel.Hash(identifier.Item1), static identifier => identifier.Item2);

    /// <inheritdoc/>
    public string Name => "sync";

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } = [.. Names.Values.Order(StringComparer.Ordinal), Describe(Last.Length), "no other file"];

    /// <inheritdoc/>
    public async Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        using var sync = new SyncFolder(folder);
        if (Night(folder) < 1)
        {
            await RunAsync(folder, sync, First, operations, acknowledge);
        }

        if (Night(folder) < 2)
        {
            await RunAsync(folder, sync, Second, operations, acknowledge);
        }

        // Erased from the audience by other means, and from the state so that it says the same.
        Customer erased = SyncFolder.Person(Erased);
        sync.Audience.EraseValues(erased.Email, erased.Phone);
        var emails = new HashSet<PersonHash> { PersonHash.Read(Encoding.ASCII.GetBytes(AudienceModel.Hash(erased.Email))) };
        SyncStateRemoval.Remove(sync.StatePath, "1", emails, new HashSet<PersonHash>(), operations);
        await RunAsync(folder, sync, Last, operations, acknowledge);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        using var sync = new SyncFolder(folder);
        var found = new List<string>(sync.Audience.Identifiers.Select(static hash => Names.GetValueOrDefault(hash, "somebody who is not on the list")).Order(StringComparer.Ordinal));
        if (File.Exists(sync.StatePath) && SyncStateRecord.Read(sync.StatePath) is { State: nameof(UploadState.Finished) } state)
        {
            found.Add(Describe(state.People));
        }

        return sync.Files.Except(["audience", "list.state", "nights"]).Any() ? found : [.. found, "no other file"];
    }

    private static async Task RunAsync(string folder, SyncFolder sync, Customer[] list, IFileOperations operations, Action<string> acknowledge)
    {
        SyncResult result = await sync.RunAsync(list, operations: operations);
        if (result.Error is not null)
        {
            throw result.Error;
        }

        foreach (string hash in SyncFolder.Expect(list).Where(Names.ContainsKey))
        {
            acknowledge(Names[hash]);
        }

        await File.AppendAllTextAsync(Path.Combine(folder, "nights"), "finished\n");
    }

    private static int Night(string folder) => File.Exists(Path.Combine(folder, "nights")) ? File.ReadAllLines(Path.Combine(folder, "nights")).Length : 0;

    private static string Describe(long people) => string.Create(CultureInfo.InvariantCulture, $"{people} people in the state");
}
