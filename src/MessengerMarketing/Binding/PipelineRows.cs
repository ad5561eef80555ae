using System;
using System.Data;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>Takes apart what a pipeline brings: an array or a table is many rows, a hashtable or any other object is one.</summary>
internal static class PipelineRows
{
    /// <summary>
    /// Hands over the rows of an input in their order; a file or folder object as it is, for the caller to say what it stands for. Text
    /// ends the cmdlet with an error.
    /// </summary>
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
