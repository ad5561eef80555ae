using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Offers a column map for each column of the file that is not recognised by its name.</summary>
public sealed class ColumnMapCompleter : IArgumentCompleter
{
    private static readonly string[] Keys = ["EMAIL", "PHONE"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? given = fakeBoundParameters["LiteralPath"] ?? fakeBoundParameters["Path"];
        return (given is object[] several ? several.FirstOrDefault() : given)?.ToString() is { Length: > 0 } path ? Offer(path) : [];
    }

    private static IReadOnlyList<CompletionResult> Offer(string path)
    {
        try
        {
            using CustomerFile file = CustomerFile.Open(Locate(path), new CustomerFileOptions());
            return [.. ColumnMapping.Resolve(file.ColumnNames).UnusedColumns
                .Where(static name => !ColumnMapping.LooksLikeData(name))
                .SelectMany(static _ => Keys, static (name, key) => (Name: name, Map: $"@{{ {key} = '{name.Replace("'", "''")}' }}"))
                .Select(static offer => new CompletionResult(offer.Map, offer.Map, CompletionResultType.ParameterValue, $"Column {offer.Name}"))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CustomerFileException or RuntimeException or ArgumentException)
        {
            // Whoever presses Tab is still typing; the cmdlet says what is wrong.
            return [];
        }
    }

    private static string Locate(string path)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Microsoft.PowerShell.Management\\Convert-Path").AddParameter("Path", path).Invoke<string>().FirstOrDefault() ?? path;
    }
}
