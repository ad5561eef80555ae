using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Commands;

/// <summary>Creates a Messenger marketing-message custom audience for the context's Page.</summary>
[Cmdlet(VerbsCommon.New, "MMCustomAudience", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CustomAudience))]
public sealed class NewMMCustomAudienceCommand : GraphCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";

    /// <summary>Name of the audience.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [Parameter(Position = 0, ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>Description of the audience.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NameSet)]
    [Parameter(Position = 1, ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Description { get; set => field = this.Bind(value); } = string.Empty;

    /// <summary>An object with a Name and a Description, such as a row of Import-Csv. It has its own parameter set, because PowerShell's error for a missing
    /// mandatory property would show the object.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(Name.Length > 0 && Description.Length > 0 ? null : InputObject, "objects with the properties Name and Description"))
        {
            return;
        }

        var audiences = new AudienceClient(Client);
        if (ShouldProcess($"ad account {CurrentContext.AdAccountId}", $"Create custom audience '{Name}' for Page {CurrentContext.PageId}"))
        {
            string name = Name;
            string description = Description;
            if (TryAwait(name, token => audiences.CreateAsync(name, description, token), out CustomAudience? audience))
            {
                SeenObjects.Audiences.Add(audience!);
                WriteObject(audience);
                WarnOfNamesake(audiences, audience!);
            }
        }
    }

    /// <summary>Meta allows several audiences with the same name. They differ only by ID.</summary>
    private void WarnOfNamesake(AudienceClient audiences, CustomAudience created)
    {
        try
        {
            if (Await(token => FindNamesakeAsync(audiences, created, token)) is { } namesake)
            {
                WriteWarning($"Audience {namesake.Id} also has the name '{created.Name}'. To refer to one of them, use its ID.");
            }
        }
        catch (GraphException exception)
        {
            WriteVerbose($"The check for another audience with this name failed. {exception.Message}");
        }
    }

    private static async Task<CustomAudience?> FindNamesakeAsync(AudienceClient audiences, CustomAudience created, CancellationToken cancellationToken)
    {
        await foreach (CustomAudience audience in audiences.ListAsync(cancellationToken))
        {
            if (audience.Id != created.Id && string.Equals(audience.Name, created.Name, StringComparison.OrdinalIgnoreCase))
            {
                return audience;
            }
        }

        return null;
    }
}
