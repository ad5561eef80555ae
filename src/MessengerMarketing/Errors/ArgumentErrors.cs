using System;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;

namespace MessengerMarketing.Errors;

/// <summary>Turns options and columns that do not fit a list into terminating errors.</summary>
internal static class ArgumentErrors
{
    /// <summary>Runs an action that checks options and columns.</summary>
    /// <param name="cmdlet">The cmdlet that ends with the error.</param>
    /// <param name="action">The action.</param>
    /// <param name="parameter">The parameter at fault; null to derive it from the exception.</param>
    public static T Guard<T>(PSCmdlet cmdlet, Func<T> action, string? parameter = null)
    {
        try
        {
            return action();
        }
        catch (ColumnMappingException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord());
            throw;
        }
        catch (ArgumentException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(parameter));
            throw;
        }
    }
}
