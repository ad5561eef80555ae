using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Erasure;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Commands;

/// <summary>Erases people: adds them to a suppression list, removes them from all customer-file audiences of the ad account, ends their subscriptions, and
/// deletes them from the states of syncs.</summary>
[Cmdlet(VerbsCommon.Remove, "MMPerson", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ErasureReceipt))]
public sealed class RemoveMMPersonCommand : PersonInputCmdlet
{
    private CustomerListReader? _lists;
    private PersonErasure? _erasure;

    /// <summary>Page-scoped ID of the person. The subscription of this ID is ended as well.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    [ValidateNotNullOrEmpty]
    public string? Psid { get; set => field = this.Bind(value); }

    /// <summary>Subscription token of the person. The subscription of this token is ended as well.</summary>
    [Parameter(ParameterSetName = PersonSet)]
    [ValidateNotNullOrEmpty]
    public string? Token { get; set => field = this.Bind(value); }

    /// <summary>The suppression list that the people are added to, as hashes. Uploads read it with -SuppressPath. It is created if it does not exist.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SuppressPath { get; set; }

    /// <summary>States of syncs to delete the people from, after Meta accepted their removal from the audiences.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] StatePath { get; set; } = [];

    /// <summary>Maximum number of people per call, 1 to 2,000.</summary>
    [Parameter]
    [ValidateRange(1, ErasureSettings.MaxBatchSize)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>The context to use instead of the connection of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _erasure = new PersonErasure(this, new ErasureSettings
        {
            Context = ContextStore.Require(this, Context),
            SuppressPath = SuppressPath,
            StatePath = StatePath,
            BatchSize = BatchSize,
            Psid = Psid,
            Token = Token,
        });
        _erasure.Prepare();
        _lists = new CustomerListReader(this, _erasure);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lists!.ProcessRecord();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _lists!.EndList();
        _erasure!.Complete();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _lists?.Dispose();
            _erasure?.Dispose();
        }
    }
}
