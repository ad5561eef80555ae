using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Context;
using MessengerMarketing.Pipeline;

namespace MessengerMarketing.Commands;

/// <summary>Deletes custom audiences.</summary>
[Cmdlet(VerbsCommon.Remove, "MMCustomAudience", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMMCustomAudienceCommand : GraphCmdlet
{
    /// <summary>Ids of the audiences.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("AudienceId")]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var audiences = new AudienceClient(Client);
        foreach (string id in Id)
        {
            if (ShouldProcess($"custom audience {id}", "Delete"))
            {
                if (TryAwait(
                    id,
                    async token =>
                    {
                        await audiences.DeleteAsync(id, token);
                        return true;
                    },
                    out _))
                {
                    AudienceDirectory.Forget(id);
                }
            }
        }
    }
}
