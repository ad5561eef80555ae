using MessengerMarketing.Errors;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that acts as the Page and needs a Page access token.</summary>
public abstract class PageCmdlet : GraphCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (CurrentContext.PageAccessToken is null)
        {
            // Without a token, all other items would fail too.
            ThrowTerminatingError(ConnectionErrors.PageTokenMissing());
        }
    }
}
