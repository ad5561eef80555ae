using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Text;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// A cmdlet whose messages, prompts and progress lines hold no control characters, whatever server, list or file their text came from. Every
/// cmdlet of the module derives from it. Errors are made safe where they are worded, and objects where they are read.
/// </summary>
public abstract class SafeTextCmdlet : PSCmdlet
{
    private long _refusedItems;

    /// <inheritdoc cref="Cmdlet.WriteWarning(string)"/>
    public new void WriteWarning(string text) => base.WriteWarning(SafeText.SingleLine(text));

    /// <summary>Refuses an item of the pipeline that the cmdlet does not take, by its number.</summary>
    /// <param name="item">The item; null for none.</param>
    /// <param name="accepted">What can be piped instead; null when nothing can.</param>
    /// <returns>Whether there was one.</returns>
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
