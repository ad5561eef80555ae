using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Accepts IDs and names, or an object with an AudienceId or Id property, such as an audience or a receipt.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AudienceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => ItemText.From(inputData, "AudienceId", "Id");
}
