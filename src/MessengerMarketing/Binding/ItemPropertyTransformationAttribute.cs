using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Accepts text, or an object with the specified property.</summary>
/// <param name="name">The property.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemPropertyTransformationAttribute(string name) : ArgumentTransformationAttribute
{
    /// <summary>The property.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => ItemText.From(inputData, Name);
}
