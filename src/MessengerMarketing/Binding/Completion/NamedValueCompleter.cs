using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes values from a fixed list, each with a description. Parameters can also accept other values.</summary>
public abstract class NamedValueCompleter : IArgumentCompleter
{
    /// <summary>The values with their descriptions, in the order of the suggestions.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Matching(wordToComplete, Values);
}
