using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MessengerMarketing.Context;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes the IDs of the campaigns that the session has seen, with their names. It makes no call.</summary>
public sealed class CampaignCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Matching(wordToComplete, SeenObjects.Campaigns.Items.Select(static campaign => new KeyValuePair<string, string>(campaign.Id, campaign.Name)));
}
