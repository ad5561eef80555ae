using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Sandbox.Ads;

/// <summary>A part of an ad, with the parameters it was created with.</summary>
/// <param name="Info">What is told of it.</param>
/// <param name="Parameters">Its parameters as text, JSON where they are objects or arrays.</param>
internal sealed record AdObject(SandboxAdObject Info, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Its place in lists: later objects have larger ones.</summary>
    public long Order => long.Parse(Info.Id, NumberStyles.None, CultureInfo.InvariantCulture);
}
