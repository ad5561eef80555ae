using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Offers values out of a fixed list, each with a description. A parameter that also accepts other values is not restricted to them.</summary>
public abstract class NamedValueCompleter : IArgumentCompleter
{
    /// <summary>The values with their descriptions, in the order in which they are offered.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Matching(wordToComplete, Values);
}
