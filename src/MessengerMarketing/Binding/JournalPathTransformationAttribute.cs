using System;
using System.IO;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Accepts paths, or an object with a JournalPath or Path property. File objects bind to the parameter for exact paths.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JournalPathTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => inputData is PSObject item && (item.BaseObject is FileSystemInfo || Array.Exists(["PSPath", "LiteralPath", "LP"], name => item.Properties[name] is not null))
            ? inputData
            : ItemText.From(inputData, "JournalPath", "Path");
}
