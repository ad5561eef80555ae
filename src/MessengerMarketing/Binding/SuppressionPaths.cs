using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Binding;

/// <summary>Resolves -SuppressPath to files. If a path matches no file, the cmdlet ends before anything is sent.</summary>
internal static class SuppressionPaths
{
    /// <summary>Returns the files of a path, which can contain wildcards.</summary>
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
