using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Creates a Messenger marketing-message custom audience for the context's Page.</summary>
[Cmdlet(VerbsCommon.New, "MMCustomAudience", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CustomAudience))]
public sealed class NewMMCustomAudienceCommand : GraphCmdlet
{
    /// <summary>Name of the audience.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Description of the audience.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Description { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var audiences = new AudienceClient(Client);
        if (ShouldProcess($"ad account {Account.AdAccountId}", $"Create custom audience '{Name}' for Page {Account.PageId}"))
        {
            string name = Name;
            string description = Description;
            if (TryAwait(name, token => audiences.CreateAsync(name, description, token), out CustomAudience? audience))
            {
                SeenObjects.Audiences.Add(audience!);
                WriteObject(audience);
            }
        }
    }
}
