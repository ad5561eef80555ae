using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>Refuses two parameters that no parameter set has in common. PowerShell resolves the set only after it has set all named parameters, and its error
/// names neither parameter. Therefore, the property setters check.</summary>
internal static class ParameterConflict
{
    private static readonly ConcurrentDictionary<Type, CmdletParameterSets> Known = new();

    /// <summary>Returns the value of a parameter that does not belong to all sets. Call it in the setter of each such parameter.</summary>
    /// <param name="cmdlet">The cmdlet. Other parameters may already be bound.</param>
    /// <param name="value">The value.</param>
    /// <param name="parameter">The parameter.</param>
    public static T Bind<T>(this PSCmdlet cmdlet, T value, [CallerMemberName] string parameter = "")
    {
        if (!string.IsNullOrEmpty(cmdlet.ParameterSetName))
        {
            // The set is already resolved, so this is an object from the pipeline. The parameters of the previous object are still listed.
            return value;
        }

        CmdletParameterSets sets = Known.GetOrAdd(cmdlet.GetType(), static type => new CmdletParameterSets(type));
        foreach (string other in cmdlet.MyInvocation.BoundParameters.Keys)
        {
            if (sets.AreExclusive(other, parameter))
            {
                cmdlet.ThrowTerminatingError(ArgumentErrors.ParameterConflict(other, sets.FormatUse(other), parameter, sets.FormatUse(parameter)));
            }
        }

        return value;
    }
}
