using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes the supported versions of the Graph API, newest first.</summary>
public sealed class ApiVersionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Matching(wordToComplete, GraphVersions.GetSupported(DateTime.UtcNow).Select(static version => new KeyValuePair<string, string>(version.Name, Format(version))));

    private static string Format(GraphVersion version) => FormattableString.Invariant(
        $"{(version.Name == GraphVersions.Default ? "the default, " : string.Empty)}released {version.Released:yyyy-MM-dd}{(version.MarketingApiEnd is { } end ? $", ends {end:yyyy-MM-dd}" : string.Empty)}");
}
