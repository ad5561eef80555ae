using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Binding.Completion;

/// <summary>The file of a command line whose columns are completed, and how it is read.</summary>
/// <param name="Path">Path as typed.</param>
/// <param name="IsLiteral">Whether wildcard characters are literal.</param>
/// <param name="Options">Encoding, delimiter, and header, if typed.</param>
internal sealed record ColumnSource(string Path, bool IsLiteral, CustomerFileOptions Options)
{
    private static readonly string[] Importing = ["Import-Csv", "ipcsv"];

    // Commands that do not change the columns of a row.
    private static readonly string[] Passing = ["Where-Object", "where", "?", "Sort-Object", "sort"];

    /// <summary>Returns the file that the cmdlet reads, or the file of Import-Csv at the start of the pipeline.</summary>
    /// <returns>Null if no file is specified, or if it is not a literal.</returns>
    public static ColumnSource? Find(CommandAst command, IDictionary bound) => Create(name => bound[name], null) ?? (Importer(command) is { } importer ? Create(importer) : null);

    /// <summary>Returns the full path of the file.</summary>
    public string Locate()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Microsoft.PowerShell.Management\\Convert-Path").AddParameter(IsLiteral ? "LiteralPath" : "Path", Path).Invoke<string>().FirstOrDefault() ?? Path;
    }

    private static ColumnSource? Create(Func<string, object?> value, char? usualDelimiter)
    {
        bool isLiteral = value("LiteralPath") is not null;
        return Texts(value("LiteralPath") ?? value("Path")) is { Length: > 0 } paths && paths[0].Length > 0
            ? new ColumnSource(paths[0], isLiteral, new CustomerFileOptions
            {
                Encoding = value("Encoding") is { } encoding ? new EncodingTransformationAttribute().Transform(null!, encoding) as Encoding : null,
                Delimiter = value("Delimiter")?.ToString() is { Length: 1 } delimiter ? delimiter[0] : usualDelimiter,
                Header = Texts(value("Header")) is { Length: > 0 } header ? header : null,
            })
            : null;
    }

    private static ColumnSource? Create(CommandAst importer)
    {
        Dictionary<string, ParameterBindingResult> bound = StaticParameterBinder.BindCommand(importer).BoundParameters;
        return Create(name => bound.TryGetValue(name, out ParameterBindingResult? found) ? found.Value?.SafeGetValue() : null, bound.ContainsKey("UseCulture") ? null : ',');
    }

    private static CommandAst? Importer(CommandAst command)
    {
        CommandAst?[] before = [.. (command.Parent as PipelineAst)?.PipelineElements.TakeWhile(element => element != command).Select(static element => element as CommandAst) ?? []];
        return before.Length > 0 && IsOneOf(before[0], Importing) && before.Skip(1).All(static element => IsOneOf(element, Passing)) ? before[0] : null;
    }

    private static bool IsOneOf(CommandAst? command, string[] names) => names.Contains(command?.GetCommandName()?.Split('\\').Last(), StringComparer.OrdinalIgnoreCase);

    private static string[] Texts(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable several => [.. several.Cast<object?>().Select(static each => each?.ToString() ?? string.Empty)],
        _ => [value.ToString() ?? string.Empty],
    };
}
