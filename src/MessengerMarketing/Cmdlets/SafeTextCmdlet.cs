using System.Management.Automation;
using MessengerMarketing.Text;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// A cmdlet whose messages, prompts and progress lines hold no control characters, whatever server, list or file their text came from. Every
/// cmdlet of the module derives from it. Errors are made safe where they are worded, and objects where they are read.
/// </summary>
public abstract class SafeTextCmdlet : PSCmdlet
{
    /// <inheritdoc cref="Cmdlet.WriteWarning(string)"/>
    public new void WriteWarning(string text) => base.WriteWarning(SafeText.SingleLine(text));

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
