using System;
using System.Management.Automation;
using System.Security;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that checks the signatures of webhooks. It needs no connection, only an app's secret.</summary>
public abstract class WebhookCmdlet : PipelineCmdlet
{
    private Secret? _ownSecret;

    /// <summary>The app's secret; the context's by default.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? AppSecret { get; set; }

    /// <summary>The context whose app secret is used instead of that of the one this runspace is connected with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <summary>The secret to check with; without any, the cmdlet ends with an error that says how to give one.</summary>
    protected Secret RequireAppSecret()
    {
        _ownSecret ??= Wrap(AppSecret, nameof(AppSecret));
        if ((_ownSecret ?? (Context ?? ContextStore.Current)?.AppSecret) is { } secret)
        {
            return secret;
        }

        ThrowTerminatingError(ConnectionErrors.AppSecretMissing());
        throw new PipelineStoppedException();
    }

    /// <summary>Takes a secret over; one that cannot be one ends the cmdlet.</summary>
    protected Secret? Wrap(SecureString? value, string name)
    {
        try
        {
            return value is null ? null : Secret.From(value);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(new ArgumentException($"{name} is empty or holds a blank, a line break or another character that no token or secret has.", name, exception).ToRecord());
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _ownSecret?.Dispose();
        }
    }
}
