using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Takes ids and names as they are; an audience as Get-MMAudience gives it, a receipt, or any other object, by its AudienceId or Id.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AudienceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => ItemText.From(inputData, "AudienceId", "Id");
}
