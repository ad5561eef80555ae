using System.IO;
using System.Management.Automation;
using MessengerMarketing.Errors;
using MessengerMarketing.Reporting;

namespace MessengerMarketing.Cmdlets;

/// <summary>The file that a report is written to. Of existing files, only an earlier report is replaced.</summary>
internal sealed class ReportDestination
{
    private readonly PSCmdlet _cmdlet;
    private readonly string _path;
    private readonly bool _keepsExisting;

    private ReportDestination(PSCmdlet cmdlet, string path, string file, bool keepsExisting) =>
        (_cmdlet, _path, File, _keepsExisting) = (cmdlet, path, file, keepsExisting);

    /// <summary>The full path.</summary>
    public string File { get; }

    /// <summary>Checks that a report can be written to a path. Otherwise, the cmdlet ends with an error.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="path">The path as specified.</param>
    /// <param name="noClobber">Whether an existing file is kept.</param>
    /// <param name="force">Whether a report that is read-only is replaced.</param>
    public static ReportDestination Open(PSCmdlet cmdlet, string path, bool noClobber, bool force)
    {
        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name != "FileSystem" || Directory.Exists(file))
        {
            cmdlet.ThrowTerminatingError(FileErrors.NotAFile(path));
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            cmdlet.ThrowTerminatingError(FileErrors.NoFolder(path));
        }

        if (System.IO.File.Exists(file) && noClobber)
        {
            cmdlet.ThrowTerminatingError(FileErrors.Exists(path));
        }

        var destination = new ReportDestination(cmdlet, path, file, noClobber);
        destination.CheckFree();
        if (destination.IsReadOnly() && !force)
        {
            cmdlet.ThrowTerminatingError(FileErrors.ReadOnly(path));
        }

        return destination;
    }

    /// <summary>Checks again that there is no other file, because one may have been created in the meantime.</summary>
    public void CheckFree()
    {
        if (!FileErrors.Guard(_cmdlet, _path, ReportFile.IsFree))
        {
            _cmdlet.ThrowTerminatingError(ReportErrors.NoReportThere(_path));
        }
    }

    /// <summary>Writes the report.</summary>
    public void Write(string text) => FileErrors.Guard(_cmdlet, _path, file =>
    {
        if (IsReadOnly())
        {
            System.IO.File.SetAttributes(file, System.IO.File.GetAttributes(file) & ~FileAttributes.ReadOnly);
        }

        ReportFile.Write(file, text, replace: !_keepsExisting);
        return file;
    });

    private bool IsReadOnly() => System.IO.File.Exists(File) && System.IO.File.GetAttributes(File).HasFlag(FileAttributes.ReadOnly);
}
