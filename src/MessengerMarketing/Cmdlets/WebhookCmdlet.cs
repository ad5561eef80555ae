using System;
using System.Management.Automation;
using System.Security;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that verifies the signatures of webhooks. It needs only an app secret, but no connection.</summary>
public abstract class WebhookCmdlet : PipelineCmdlet
{
    private Secret? _ownSecret;

    /// <summary>The app secret. The default is the app secret of the context.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? AppSecret { get; set; }

    /// <summary>The context whose app secret is used instead of the connection of this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <summary>Returns the secret to verify with. If there is none, the cmdlet ends with an error that says how to specify one.</summary>
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

    /// <summary>Converts a secret. If it is not valid, the cmdlet ends.</summary>
    protected Secret? Wrap(SecureString? value, string name)
    {
        try
        {
            return value is null ? null : Secret.From(value);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(new ArgumentException($"{name} is empty, or contains a space, a line break, or another character that is not allowed in a token or secret.", name, exception).ToRecord());
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
