using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;

namespace MessengerMarketing.Commands;

/// <summary>Lists the ad account's Messenger marketing-message custom audiences, or returns those with the specified IDs or names.</summary>
[Cmdlet(VerbsCommon.Get, "MMAudience", DefaultParameterSetName = NameSet)]
[Alias("Get-MMCustomAudience")]
[OutputType(typeof(CustomAudience))]
public sealed class GetMMAudienceCommand : GraphCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    /// <summary>Names. Wildcards are supported. IDs and audience objects are accepted too.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [AudienceTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set => field = this.Bind(value); }

    /// <summary>IDs, exact names, or audience objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AudienceId")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[]? Id { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var audiences = new AudienceClient(Client);
        if (Id is null)
        {
            List(audiences);
            return;
        }

        foreach (string idOrName in Id)
        {
            if (AudienceReference.TryResolve(this, Client, idOrName, StringComparison.OrdinalIgnoreCase, out string id)
                && TryAwait(id, token => audiences.GetAsync(id, token), out CustomAudience? audience))
            {
                Write(audience!);
            }
        }
    }

    private void List(AudienceClient audiences)
    {
        WildcardPattern[]? patterns = Name?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        ForEach(CurrentContext.AdAccountId, audiences.ListAsync(Cancellation), audience =>
        {
            string name = audience.Name ?? string.Empty;
            if (patterns is null || patterns.Any(pattern => pattern.IsMatch(name) || pattern.IsMatch(audience.Id)))
            {
                found.Add(name);
                found.Add(audience.Id);
                Write(audience);
            }
            else
            {
                SeenObjects.Audiences.Add(audience);
            }
        });

        foreach (string missing in (Name ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !found.Contains(name)))
        {
            WriteError(AudienceErrors.NotFound(missing));
        }
    }

    private void Write(CustomAudience audience)
    {
        SeenObjects.Audiences.Add(audience);
        WriteObject(audience);
        if (AudienceWarning.Format(audience) is { } warning)
        {
            WriteWarning(warning);
        }
    }
}
