using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes column maps for columns of the file that are not recognized: one map of all columns that can be guessed, and one for each
/// column.</summary>
public sealed class ColumnMapCompleter : IArgumentCompleter
{
    // Common keys of lists, in the order of the suggestions.
    private static readonly ColumnTarget[] UsualTargets =
    [
        SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.FN, SchemaKey.LN, SchemaKey.ZIP, SchemaKey.CT, SchemaKey.ST, SchemaKey.COUNTRY,
        ColumnTarget.DateOfBirth, SchemaKey.GEN,
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return ColumnSource.Find(commandAst, fakeBoundParameters) is { } source ? Offer(source) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CustomerFileException or RuntimeException or ArgumentException or InvalidOperationException)
        {
            // The command line may be incomplete, so the cmdlet reports errors later.
            return [];
        }
    }

    private static List<CompletionResult> Offer(ColumnSource source)
    {
        using var file = CustomerFile.Open(source.Locate(), source.Options);
        var recognized = ColumnMapping.Resolve(file.ColumnNames);
        ColumnTarget[] filled = [.. recognized.Columns.Select(static column => column.Target)];
        ILookup<string, ColumnTarget?> nearMisses = recognized.NearMisses.ToLookup(static near => near.Key, static near => (ColumnTarget?)near.Value);
        (string Name, ColumnTarget? Guess)[] unused =
            [.. recognized.UnusedColumns.Where(static name => !ColumnMapping.LooksLikeData(name)).Select(name => (name, nearMisses[name].FirstOrDefault() ?? ColumnMapping.Guess(name)))];

        string[] together =
        [
            .. unused
                .Where(column => column.Guess is { } guess && !filled.Contains(guess))
                .GroupBy(static column => column.Guess!.Value, static (target, columns) => Entry(target, columns.First().Name)),
        ];
        var offers = new List<CompletionResult>();
        if (together.Length > 1)
        {
            offers.Add(Map(string.Join("; ", together), "All columns whose names suggest a key"));
        }

        foreach ((string name, ColumnTarget? guess) in unused)
        {
            IEnumerable<ColumnTarget> targets = guess is { } likely ? [likely] : UsualTargets.Except(filled);
            offers.AddRange(targets.Select(target => Map(Entry(target, name), $"Column {name}")));
        }

        return offers;
    }

    private static string Entry(ColumnTarget target, string column) => $"{target} = '{column.Replace("'", "''")}'";

    private static CompletionResult Map(string entries, string about)
    {
        string map = $"@{{ {entries} }}";
        return new CompletionResult(map, map, CompletionResultType.ParameterValue, about);
    }
}
