using System;
using System.Data;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>Enumerates the rows of pipeline input: an array or a table contains many rows, and a hashtable or any other object is one row.</summary>
internal static class PipelineRows
{
    /// <summary>Passes the rows of an input in order. File and folder objects are passed unchanged, for the caller to interpret. Text ends the cmdlet with an
    /// error.</summary>
    public static void ForEach(PSCmdlet cmdlet, PSObject input, Action<PSObject> take)
    {
        switch (input.BaseObject)
        {
            case PSCustomObject or FileSystemInfo:
                take(input);
                break;
            case string:
                cmdlet.ThrowTerminatingError(ItemErrors.TextInsteadOfRows());
                break;
            case IDataRecord and not IDataReader:
                take(input);
                break;
            case var value when LanguagePrimitives.GetEnumerable(value) is { } rows:
                foreach (object? row in rows)
                {
                    if (row is not null)
                    {
                        ForEach(cmdlet, PSObject.AsPSObject(row), take);
                    }
                }

                break;
            default:
                take(input);
                break;
        }
    }
}
