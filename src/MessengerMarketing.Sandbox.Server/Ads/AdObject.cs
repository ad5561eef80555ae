using System.Collections.Generic;
using System.Globalization;

namespace MessengerMarketing.Sandbox.Ads;

/// <summary>An object of an ad, with the parameters of its creation.</summary>
/// <param name="Info">The public information.</param>
/// <param name="Parameters">The parameters as text. Objects and arrays are JSON.</param>
internal sealed record AdObject(SandboxAdObject Info, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Its position in lists. Later objects have larger values.</summary>
    public long Order => long.Parse(Info.Id, NumberStyles.None, CultureInfo.InvariantCulture);
}
