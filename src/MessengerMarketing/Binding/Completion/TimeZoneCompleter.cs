using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Offers time zones by their IANA names.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Matching(wordToComplete, TimeZoneNames.All.Select(static name => new KeyValuePair<string, string>(name, name)));
}
