using System;
using System.Management.Automation;
using System.Security;

namespace MessengerMarketing.Binding;

/// <summary>Accepts a secure string, or the password of a credential. The error for other values does not show the value, unlike Windows PowerShell's own
/// conversion error, which would show a token in plain text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException(
                "Tokens and secrets must be secure strings, because plain text stays in the history. Use Read-Host -AsSecureString "
                + "or a secret store, or connect with -FromEnvironment."),
        };
}
