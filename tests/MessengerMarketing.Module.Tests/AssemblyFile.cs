using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MessengerMarketing.ModuleTests;

/// <summary>An assembly by its metadata. It is not loaded: half of them are built for another .NET.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="References">Names and versions of what it refers to.</param>
/// <param name="Cmdlets">Names of the cmdlets it declares, as Verb-Noun.</param>
internal sealed record AssemblyFile(string Name, Version Version, IReadOnlyList<(string Name, Version Version)> References, IReadOnlyList<string> Cmdlets)
{
    public static AssemblyFile Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        AssemblyDefinition own = metadata.GetAssemblyDefinition();
        return new AssemblyFile(
            metadata.GetString(own.Name),
            own.Version,
            [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))],
            [.. metadata.CustomAttributes.Select(metadata.GetCustomAttribute).Where(attribute => IsCmdlet(metadata, attribute)).Select(attribute => ReadCmdlet(metadata, attribute))]);
    }

    private static bool IsCmdlet(MetadataReader metadata, CustomAttribute attribute)
        => attribute.Constructor.Kind == HandleKind.MemberReference
            && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) == "CmdletAttribute";

    private static string ReadCmdlet(MetadataReader metadata, CustomAttribute attribute)
    {
        // Its two arguments are strings, which stand at the front of the blob, after a fixed prolog of two bytes.
        BlobReader arguments = metadata.GetBlobReader(attribute.Value);
        arguments.ReadUInt16();
        return $"{arguments.ReadSerializedString()}-{arguments.ReadSerializedString()}";
    }
}
