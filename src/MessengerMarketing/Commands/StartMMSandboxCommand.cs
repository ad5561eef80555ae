using System;
using System.Management.Automation;
using MessengerMarketing.Pipeline;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Starts a Graph API of one's own on the loopback address, to try and test scripts against without a Meta account.</summary>
[Cmdlet(VerbsLifecycle.Start, "MMSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxInstance))]
public sealed class StartMMSandboxCommand : PSCmdlet
{
    /// <summary>Port to listen on; a free one by default.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Share of the people who are found, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MatchRate { get; set; } = 0.5;

    /// <summary>Share of the calls that fail for a passing reason, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double FailureRate { get; set; }

    /// <summary>Every how many calls one is throttled; 0 for never.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleEvery { get; set; }

    /// <summary>Milliseconds that each answer takes longer.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int Latency { get; set; }

    /// <summary>Makes the random failures the same in each run.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>
    /// What goes wrong with the first calls, one after the other: Graph error codes (80003, 190/463), Throttled, EmptyServerError,
    /// HtmlErrorPage, DroppedBeforeProcessing, DroppedAfterProcessing.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? NextError { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            SandboxFault[] faults = SandboxFaults.Parse(NextError ?? []);
            if (!ShouldProcess(Port == 0 ? "a free loopback port" : $"loopback port {Port}", "Start a sandbox"))
            {
                return;
            }

            SandboxServer server = SandboxServer.Start(new SandboxOptions
            {
                Port = Port,
                MatchRate = MatchRate,
                FailureRate = FailureRate,
                ThrottleEvery = ThrottleEvery,
                Latency = TimeSpan.FromMilliseconds(Latency),
                Seed = Seed,
            });
            server.FailNext(faults);
            var sandbox = new SandboxInstance(server);
            SandboxRegistry.Add(sandbox);
            WriteObject(sandbox);
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(error.ToRecord());
        }
        catch (InvalidOperationException error)
        {
            ThrowTerminatingError(ErrorRecords.PortTaken(error, Port));
        }
    }
}
