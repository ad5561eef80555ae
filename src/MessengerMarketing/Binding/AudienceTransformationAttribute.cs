using System;
using System.Management.Automation;
using MessengerMarketing.Audiences;

namespace MessengerMarketing.Binding;

/// <summary>Takes an audience as Get-MMAudience gives it for its id.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AudienceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is CustomAudience audience ? audience.Id : inputData;
}
