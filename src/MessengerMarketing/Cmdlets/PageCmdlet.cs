using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that acts as the Page and so needs a Page access token.</summary>
public abstract class PageCmdlet : GraphCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Account.PageAccessToken is null)
        {
            // No item can fare better without one.
            ThrowTerminatingError(ConnectionErrors.PageTokenMissing());
        }
    }
}
