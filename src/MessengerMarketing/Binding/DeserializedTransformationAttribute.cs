using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Restores events and times that crossed a process, as from Start-Job or Import-Clixml. Other arguments stay as they are.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DeserializedTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is not PSObject item)
        {
            return inputData;
        }

        object restored = DeserializedObject.Restore(item);
        return restored != item.BaseObject ? restored : ItemTime.Deserialize(item) ?? inputData;
    }
}
