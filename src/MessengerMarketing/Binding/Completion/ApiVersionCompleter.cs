using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Offers the versions of the Graph API, the newest first.</summary>
public sealed class ApiVersionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Matching(wordToComplete, GraphVersions.Known.Select(static version => new KeyValuePair<string, string>(version.Name, version.Name)).Reverse());
}
