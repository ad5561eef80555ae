using System.Management.Automation;

namespace MessengerMarketing.Cmdlets;

/// <summary>Checks whether -WhatIf or the preference variable is in effect.</summary>
internal static class WhatIf
{
    private const string Parameter = "WhatIf";

    public static bool IsWhatIf(this PSCmdlet cmdlet) => cmdlet.MyInvocation.BoundParameters.TryGetValue(Parameter, out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));
}
