using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Commands;

/// <summary>Hashes customers by Meta's rules and adds them to a Messenger marketing-message custom audience.</summary>
[Cmdlet(VerbsCommon.Add, "MMAudienceUser", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class AddMMAudienceUserCommand : AudienceUserCmdlet
{
    private const int MinMatches = 100;

    private readonly Dictionary<string, long> _rowsByAudience = [];

    /// <summary>
    /// Files of people who must not be uploaded, with an EMAIL or a PHONE column, plain or hashed. They are known by what their address and
    /// number are normalised to. Nothing is sent when one of the files cannot be read.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? SuppressPath { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? SuppressedPeople => SuppressPath;

    /// <inheritdoc/>
    protected override UploadAction Action => UploadAction.Add;

    /// <inheritdoc/>
    protected override string DescribeAction(HashedBatch batch) => $"Upload {batch.Rows} hashed rows ({batch.Rejected} rejected)";

    /// <inheritdoc/>
    protected override void Count(HashedBatch batch)
    {
        _rowsByAudience.TryGetValue(AudienceId, out long rows);
        _rowsByAudience[AudienceId] = rows + batch.Rows;
    }

    /// <inheritdoc/>
    protected override void Conclude()
    {
        base.Conclude();

        // One person added by hand joins a list that was uploaded before.
        if (ParameterSetName != PersonSet && _rowsByAudience.Count > 0 && _rowsByAudience.Values.Min() is var fewest && fewest < MinMatches)
        {
            WriteWarning(
                $"The list has {(fewest == 1 ? "1 row" : $"{fewest} rows")} to send. Meta hands out no subscription tokens for an audience with fewer than {MinMatches} matched people, "
                + "and 20 to 70 percent of a list usually match.");
        }
    }
}
