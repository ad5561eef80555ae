using System;

namespace MessengerMarketing.Sandbox;

/// <summary>The kind of an object of an ad.</summary>
public enum AdObjectKind
{
    /// <summary>A campaign.</summary>
    Campaign,

    /// <summary>An ad set, which belongs to a campaign.</summary>
    AdSet,

    /// <summary>An ad creative.</summary>
    Creative,

    /// <summary>An ad, which belongs to an ad set and uses a creative.</summary>
    Ad,
}

/// <summary>An object of an ad in a sandbox.</summary>
/// <param name="Id">The id, digits.</param>
/// <param name="Kind">What it is: the name of an <see cref="AdObjectKind"/>.</param>
/// <param name="Name">The name.</param>
/// <param name="Status">PAUSED or ACTIVE. A creative is always ACTIVE.</param>
/// <param name="ParentId">Id of the campaign of an ad set, or of the ad set of an ad; null for the others.</param>
/// <param name="Created">When it was created, UTC.</param>
public sealed record SandboxAdObject(string Id, string Kind, string Name, string Status, string? ParentId, DateTimeOffset Created)
{
    /// <summary><see cref="Kind"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal AdObjectKind KindValue => (AdObjectKind)Enum.Parse(typeof(AdObjectKind), Kind);
}
