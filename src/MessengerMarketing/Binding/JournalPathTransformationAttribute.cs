using System;
using System.IO;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Takes paths as they are, and of an object its JournalPath or Path. Files are left to the parameter that takes them by their exact names.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JournalPathTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => inputData is PSObject item && (item.BaseObject is FileSystemInfo || Array.Exists(["PSPath", "LiteralPath", "LP"], name => item.Properties[name] is not null))
            ? inputData
            : ItemText.From(inputData, "JournalPath", "Path");
}
