using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Erasure;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>Two suppression lists: a new one, and one of another program whose last line has no end. Each person is added once, and every upload can read the lists.</summary>
internal sealed class SuppressionFileCrashCase : ICrashCase
{
    private const int People = 4;

    private static readonly string[] Lists = ["new.csv", "other.csv"];

    // Of another program: it has no line feed at its end.
    private static readonly string Other = $"Email,Phone\n{Hash(9)},";

    /// <inheritdoc/>
    public string Name => "suppression list";

    /// <inheritdoc/>
    public IReadOnlyList<string> Whole { get; } =
    [
        .. Lists.SelectMany(static list => Enumerable.Range(1, People).Select(number => Describe(list, number))),
        .. Lists.Select(static list => $"{list} can be read"),
    ];

    /// <inheritdoc/>
    public Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge)
    {
        // It was there before the first process.
        if (Directory.GetFiles(folder).Length == 0)
        {
            File.WriteAllText(Path.Combine(folder, Lists[1]), Other);
        }

        foreach (string name in Lists)
        {
            for (int run = 0; run < 2; run++)
            {
                using var list = SuppressionFile.Open(Path.Combine(folder, name), operations);
                for (int number = 1 + run; number <= People; number += 2)
                {
                    list.Add([Person(number)]);
                    acknowledge(Describe(name, number));
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(string folder)
    {
        var found = new List<string>();
        foreach (string name in Lists)
        {
            // A torn line may have kept the first hash of a person; the second one has a line of its own then.
            string path = Path.Combine(folder, name);
            string[] hashes = File.Exists(path) ? File.ReadAllText(path).Split([',', '\n']) : [];
            found.AddRange(Enumerable.Range(1, People).SelectMany(number => Enumerable.Repeat(Describe(name, number), Count(hashes, Person(number)))));
        }

        found.AddRange(Lists.Where(name => CanRead(Path.Combine(folder, name))).Select(static name => $"{name} can be read"));
        return found;
    }

    /// <summary>How often a person is on a list; 0 where one of the hashes is missing.</summary>
    private static int Count(string[] hashes, HashedPerson person)
    {
        int emails = hashes.Count(hash => hash == person.Email);
        int phones = hashes.Count(hash => hash == person.Phone);
        return Math.Min(emails, phones) == 0 ? 0 : Math.Max(emails, phones);
    }

    /// <summary>Whether an upload reads the whole list, and its beginning is as it was.</summary>
    private static bool CanRead(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            var list = SuppressionList.Read([path], new HashingOptions(), allowsUnusable: false, CancellationToken.None);
            string beginning = Path.GetFileName(path) == Lists[1] ? Other + "\n" : "EMAIL,PHONE\n";
            return list.RowsWithoutIdentifier == 0 && File.ReadAllText(path).StartsWith(beginning, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is CustomerFileException or UnusableSuppressionException)
        {
            return false;
        }
    }

    private static HashedPerson Person(int number) => new(Hash(number), Hash(number + 100));

    private static string Hash(int number) => number.ToString("x8", CultureInfo.InvariantCulture).PadRight(64, '0');

    private static string Describe(string list, int number) => string.Create(CultureInfo.InvariantCulture, $"{list}, person {number}");
}
