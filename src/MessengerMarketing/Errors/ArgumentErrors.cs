using System;
using System.Management.Automation;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Errors;

/// <summary>Errors of arguments, and of columns that do not fit a list.</summary>
internal static class ArgumentErrors
{
    /// <summary>Runs an action that checks options and columns.</summary>
    /// <param name="cmdlet">The cmdlet that ends with the error.</param>
    /// <param name="action">The action.</param>
    /// <param name="parameter">The parameter that caused the error, or null to derive it from the exception.</param>
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

    public static ErrorRecord ToRecord(this ColumnMappingException exception)
    {
        ColumnMappingException advised = ListAdvice.Find(exception) is { } advice ? new ColumnMappingException($"{exception.Message} {advice}", exception.Problem) : exception;
        return ErrorRecords.Create(advised, "MMColumnNotFound", ErrorCategory.InvalidData, null);
    }

    /// <summary>Creates the error of an argument. The target is the parameter.</summary>
    public static ErrorRecord ToRecord(this ArgumentException exception, string? parameter = null)
    {
        string message = exception switch
        {
            AppIdMissingException => $"{exception.Plain()} Specify -AppId.",
            // What an ad must declare is not clear from the countries of the ad, so the error names the parameter.
            { ParamName: "Beneficiary" or "Payer" or "RegionalCategory" or "SpecialAdCategoryCountry" } => $"{exception.Plain()} See the parameter -{exception.ParamName}.",
            _ => exception.Plain(),
        };
        return ErrorRecords.Create(exception, "MMInvalidArgument", ErrorCategory.InvalidArgument, parameter ?? ParameterOf(exception.ParamName), message);
    }

    /// <summary>Creates the error of two parameters that no parameter set has in common.</summary>
    /// <param name="first">The parameter that is already bound.</param>
    /// <param name="useOfFirst">How it is used: <c>-City with -Email or -Phone</c>.</param>
    /// <param name="second">The other parameter.</param>
    /// <param name="useOfSecond">How it is used.</param>
    public static ErrorRecord ParameterConflict(string first, string useOfFirst, string second, string useOfSecond) => ErrorRecords.Create(
        new InvalidOperationException($"-{first} and -{second} cannot be used together. Use {useOfFirst}, or use {useOfSecond}."),
        "MMParameterConflict",
        ErrorCategory.InvalidArgument,
        second);

    /// <summary>Returns the message without the argument name that .NET appends, because the cmdlet's parameter has a different name.</summary>
    public static string Plain(this ArgumentException exception)
    {
        const string Any = "-";
        string suffix = new ArgumentException(Any, exception.ParamName).Message.Substring(Any.Length);
        return suffix.Length > 0 && exception.Message.EndsWith(suffix, StringComparison.Ordinal) ? exception.Message.Substring(0, exception.Message.Length - suffix.Length) : exception.Message;
    }

    /// <summary>Returns the cmdlet parameter that an argument comes from. In most cases, only the first letter differs.</summary>
    private static string? ParameterOf(string? argument) => argument switch
    {
        null or "" => argument,
        "countries" => "Country",
        "shares" => "FaultRate",
        "fault" => "NextError",
        "mapping" => "ColumnMap",
        nameof(UploadOptions.AppIds) => "AppId",
        _ => char.ToUpperInvariant(argument[0]) + argument.Substring(1),
    };
}
