using System;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Preflight;

namespace MessengerMarketing.Commands;

/// <summary>
/// Checks what calls of the connection need before they need it: tokens, permissions, ad account, terms, Page, webhooks, version and clock. It
/// only reads. Each result is written when it is known. With -Quiet, it returns whether no check failed.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MMContext")]
[OutputType(typeof(ContextCheckResult), typeof(bool))]
public sealed class TestMMContextCommand : GraphCmdlet
{
    // A check is to answer soon, also when the connection is set to wait for an hour.
    private const int MaxRetries = 2;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>Returns only whether no check failed.</summary>
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

        bool hasFailed = false;
        var preflight = new ContextPreflight(Client, Environment.GetEnvironmentVariable);
        ForEach(target: null, preflight.RunAsync(Cancellation), result =>
        {
            hasFailed |= result.Status == nameof(ContextCheckStatus.Failed);
            if (!Quiet)
            {
                WriteObject(PreflightAdvice.AddTo(result, Account));
            }
        });
        if (Quiet)
        {
            WriteObject(!hasFailed);
        }
    }

    private protected override GraphClientOptions Configure(GraphClientOptions options) => options with
    {
        MaxRetries = Math.Min(options.MaxRetries, MaxRetries),
        MaxWait = options.MaxWait < MaxWait ? options.MaxWait : MaxWait,
    };
}
