using System;
using System.Collections;
using System.Management.Automation;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Sandboxes;

namespace MessengerMarketing.Commands;

/// <summary>Starts a local Graph API on the loopback address, to test scripts without a Meta account.</summary>
[Cmdlet(VerbsLifecycle.Start, "MMSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SandboxInstance))]
public sealed class StartMMSandboxCommand : SandboxStartCmdlet
{
    /// <summary>Port to listen on. The default is a free port.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Share of the people who are matched, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MatchRate { get; set; } = 0.5;

    /// <summary>Share of the calls that fail with a temporary error, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double FailureRate { get; set; }

    /// <summary>Shares of the calls, 0 to 1, that fail in transit: DroppedBefore and DroppedAfter (processing), Truncated (an incomplete response), HtmlBefore
    /// and HtmlAfter (an HTML page with status 502 or 503), and Slow. Example: @{ DroppedAfter = 0.02; Slow = 0.1 }.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable FaultRate { get; set; } = [];

    /// <summary>Milliseconds added to slow responses.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int SlowLatencyMs { get; set; } = 2000;

    /// <summary>Processes one in this number of uploads and removals twice, as if a proxy repeated the request. 0 means never.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DuplicateEvery { get; set; }

    /// <summary>Number of calls that the ad account can make in each window of -ThrottleWindowSec. 0 means no limit.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleAfter { get; set; }

    /// <summary>Length of the window of -ThrottleAfter, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int ThrottleWindowSec { get; set; } = 60;

    /// <summary>Seconds that the sandbox's clock is ahead, or behind if negative.</summary>
    [Parameter]
    [Alias("ClockSkewSec")]
    [ValidateRange(-315_360_000, 315_360_000)]
    public int ClockOffsetSec { get; set; }

    /// <summary>Throttles one in this number of calls. 0 means never.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleEvery { get; set; }

    /// <summary>Milliseconds added to each response.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int LatencyMs { get; set; }

    /// <summary>Makes the random failures the same in each run.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Faults of the next calls, one per call: Graph error codes (80003, 190/463), Throttled, EmptyServerError, HtmlErrorPage,
    /// DroppedBeforeProcessing, DroppedAfterProcessing, Truncated, TruncatedChunks. To select the call, add a method and a path: 80003 at POST
    /// /users.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxFaultCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? NextError { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        try
        {
            SandboxFault[] faults = SandboxFaults.Parse(NextError ?? []);
            if (!ShouldProcess(Port == 0 ? "a free loopback port" : $"loopback port {Port}", "Start a sandbox"))
            {
                return;
            }

            SandboxOptions options = CreateOptions();
            options.Port = Port;
            options.ReadRow = SandboxInstance.ReadRow;
            options.MatchRate = MatchRate;
            options.FailureRate = FailureRate;
            options.ThrottleEvery = ThrottleEvery;
            options.Latency = TimeSpan.FromMilliseconds(LatencyMs);
            options.FaultRates = SandboxFaults.ReadRates(FaultRate);
            options.SlowLatency = TimeSpan.FromMilliseconds(SlowLatencyMs);
            options.DuplicateEvery = DuplicateEvery;
            options.ThrottleAfter = ThrottleAfter;
            options.ThrottleWindow = TimeSpan.FromSeconds(ThrottleWindowSec);
            options.ClockOffset = TimeSpan.FromSeconds(ClockOffsetSec);
            options.Seed = Seed;
            var server = SandboxServer.Start(options);
            server.FailNext(faults);
            var sandbox = new SandboxInstance(server);
            SandboxRegistry.Add(sandbox);
            WriteObject(sandbox);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
        }
        catch (InvalidOperationException exception)
        {
            ThrowTerminatingError(WebhookErrors.PortTaken(exception, Port));
        }
    }
}
