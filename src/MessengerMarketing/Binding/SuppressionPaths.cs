using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>Finds the files that -SuppressPath names. A path without a file ends the cmdlet before anything is sent.</summary>
internal static class SuppressionPaths
{
    /// <summary>The files of a path, which may hold wildcards.</summary>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path)
    {
        try
        {
            IReadOnlyList<string> files = CustomerPaths.Find(cmdlet, path);
            if (files.Count == 0)
            {
                cmdlet.ThrowTerminatingError(UploadErrors.SuppressionUnreadable(new FileNotFoundException($"No file matches '{path}'."), path));
            }

            return files;
        }
        catch (SessionStateException exception)
        {
            cmdlet.ThrowTerminatingError(UploadErrors.SuppressionUnreadable(exception, path));
            throw;
        }
    }
}
