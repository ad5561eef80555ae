using System;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;

namespace MessengerMarketing.Commands;

/// <summary>Deletes custom audiences.</summary>
[Cmdlet(VerbsCommon.Remove, "MMCustomAudience", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMMCustomAudienceCommand : GraphCmdlet
{
    /// <summary>The audiences: IDs, exact names (case-sensitive), or objects from Get-MMAudience.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AudienceId")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var audiences = new AudienceClient(Client);
        foreach (string idOrName in Id)
        {
            // A deletion cannot be undone, so the name must match exactly.
            if (AudienceReference.TryResolve(this, Client, idOrName, StringComparison.Ordinal, out string id)
                && ShouldProcess(AudienceReference.Format(id), "Delete")
                && TryAwait(
                    id,
                    async token =>
                    {
                        await audiences.DeleteAsync(id, token);
                        return true;
                    },
                    out _))
            {
                SeenObjects.Audiences.Remove(id);
            }
        }
    }
}
