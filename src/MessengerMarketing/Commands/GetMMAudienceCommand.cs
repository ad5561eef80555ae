using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Context;
using MessengerMarketing.Pipeline;

namespace MessengerMarketing.Commands;

/// <summary>Lists the ad account's Messenger marketing-message custom audiences, or shows those with certain ids or names.</summary>
[Cmdlet(VerbsCommon.Get, "MMAudience", DefaultParameterSetName = NameSet)]
[OutputType(typeof(CustomAudience))]
public sealed class GetMMAudienceCommand : GraphCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("AudienceId")]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    [ValidateId]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var audiences = new AudienceClient(Client);
        if (Id is null)
        {
            List(audiences);
            return;
        }

        foreach (string id in Id)
        {
            if (TryAwait(id, token => audiences.GetAsync(id, token), out CustomAudience? audience))
            {
                AudienceDirectory.Remember(audience!);
                WriteObject(audience);
            }
        }
    }

    private void List(AudienceClient audiences)
    {
        WildcardPattern[]? patterns = Name?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        ForEach(Account.AdAccountId, audiences.ListAsync(Cancellation), audience =>
        {
            AudienceDirectory.Remember(audience);
            string name = audience.Name ?? string.Empty;
            if (patterns is null || patterns.Any(pattern => pattern.IsMatch(name)))
            {
                found.Add(name);
                WriteObject(audience);
            }
        });

        foreach (string missing in (Name ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !found.Contains(name)))
        {
            WriteError(ErrorRecords.AudienceNotFound(missing));
        }
    }
}
