using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using MessengerMarketing.Customers.Files;

namespace MessengerMarketing.Binding.Completion;

/// <summary>The file whose columns a command line is about, and how it is read.</summary>
/// <param name="Path">Path as it was typed.</param>
/// <param name="IsLiteral">Whether wildcards in it stand for themselves.</param>
/// <param name="Options">Encoding, delimiter and header as far as they were typed.</param>
internal sealed record ColumnSource(string Path, bool IsLiteral, CustomerFileOptions Options)
{
    private static readonly string[] Importing = ["Import-Csv", "ipcsv"];

    // What leaves a row's columns as they are.
    private static readonly string[] Passing = ["Where-Object", "where", "?", "Sort-Object", "sort"];

    /// <summary>The file that the cmdlet itself reads, or the one that an Import-Csv at the head of the pipeline does.</summary>
    /// <returns>Null when none was named, or not plainly.</returns>
    public static ColumnSource? Find(CommandAst command, IDictionary bound) => Create(name => bound[name], null) ?? (Importer(command) is { } importer ? Create(importer) : null);

    /// <summary>Where the file is.</summary>
    public string Locate()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
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
