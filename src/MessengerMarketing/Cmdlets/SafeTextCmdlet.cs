using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Text;

namespace MessengerMarketing.Cmdlets;

/// <summary>Removes control characters from messages, prompts, and progress, regardless of the source of the text. All cmdlets of the module derive from this
/// class. Errors are made safe where they are created, and objects where they are read.</summary>
public abstract class SafeTextCmdlet : PSCmdlet
{
    private long _refusedItems;

    /// <inheritdoc cref="Cmdlet.WriteWarning(string)"/>
    public new void WriteWarning(string text) => base.WriteWarning(SafeText.SingleLine(text));

    /// <summary>Refuses a pipeline item that the cmdlet does not accept. The error contains its number.</summary>
    /// <param name="item">The item, or null.</param>
    /// <param name="accepted">What can be piped instead, or null if the cmdlet accepts no pipeline input.</param>
    /// <returns>Whether an item was refused.</returns>
    protected bool RefuseItem(PSObject? item, string? accepted = null)
    {
        if (item is null)
        {
            return false;
        }

        WriteError(ItemErrors.NotAccepted(++_refusedItems, accepted));
        return true;
    }

    /// <inheritdoc cref="Cmdlet.WriteVerbose(string)"/>
    public new void WriteVerbose(string text) => base.WriteVerbose(SafeText.SingleLine(text));

    /// <inheritdoc cref="Cmdlet.WriteDebug(string)"/>
    public new void WriteDebug(string text) => base.WriteDebug(SafeText.SingleLine(text));

    /// <inheritdoc cref="Cmdlet.WriteProgress(ProgressRecord)"/>
    public new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = SafeText.SingleLine(progressRecord.Activity);
        progressRecord.StatusDescription = SafeText.SingleLine(progressRecord.StatusDescription);
        if (progressRecord.CurrentOperation is { } operation)
        {
            progressRecord.CurrentOperation = SafeText.SingleLine(operation);
        }

        base.WriteProgress(progressRecord);
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    public new bool ShouldProcess(string target, string action) => base.ShouldProcess(SafeText.SingleLine(target), SafeText.SingleLine(action));
}
