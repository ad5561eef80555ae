using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Accepts a hashtable with a text for each region, or one text for all regions.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegionValuesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is null or RegionValues ? input : RegionValues.Parse(input);
    }
}
