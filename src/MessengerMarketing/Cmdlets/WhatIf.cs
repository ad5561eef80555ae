using System.Management.Automation;

namespace MessengerMarketing.Cmdlets;

/// <summary>Whether a cmdlet only says what it would do, by -WhatIf or by the preference of its session.</summary>
internal static class WhatIf
{
    private const string Parameter = "WhatIf";

    public static bool IsWhatIf(this PSCmdlet cmdlet) => cmdlet.MyInvocation.BoundParameters.TryGetValue(Parameter, out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));
}
