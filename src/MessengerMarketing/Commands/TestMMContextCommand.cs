using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Commands;

/// <summary>Tries the context's tokens: system user, ad account, Page. With -Quiet only tells whether all of them work.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MMContext")]
[OutputType(typeof(AccountCheckResult), typeof(bool))]
public sealed class TestMMContextCommand : GraphCmdlet
{
    /// <summary>Writes only true or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        GraphClient client = Client;
        AccountCheck check = AwaitOrThrow(target: null, token => AccountCheck.RunAsync(client, token));
        if (Quiet)
        {
            WriteObject(check.Succeeded);
        }
        else
        {
            foreach (AccountCheckResult result in check.Results)
            {
                WriteObject(result.Error is { } error ? result with { Message = GraphAdvice.AddTo(error) } : result);
            }
        }
    }
}
