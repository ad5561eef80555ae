using System;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Preflight;

namespace MessengerMarketing.Commands;

/// <summary>Checks whether the connection meets the requirements of the cmdlets: tokens, permissions, ad account, terms, Page, webhooks, version, and clock. It
/// only reads. Each result is written as soon as it is known. With -Quiet, the cmdlet returns whether no check failed.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MMContext")]
[OutputType(typeof(ContextCheckResult), typeof(bool))]
public sealed class TestMMContextCommand : GraphCmdlet
{
    // A check returns quickly, even if the connection is set to wait for an hour.
    private const int MaxRetries = 2;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>Returns only whether no check failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
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
                WriteObject(PreflightAdvice.AddTo(result, CurrentContext));
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
