using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Errors;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// The report that -RejectPath asks for. When it cannot be written the cmdlet ends with an error of its own: what was left
/// out of an upload would otherwise be known to nobody.
/// </summary>
internal sealed class RejectFile : IDisposable
{
    private readonly PSCmdlet _cmdlet;
    private readonly string _path;
    private readonly RejectReport _report;
    private bool _isBroken;

    private RejectFile(PSCmdlet cmdlet, string path, RejectReport report)
    {
        _cmdlet = cmdlet;
        _path = path;
        _report = report;
    }

    /// <summary>Creates the file before anything is sent.</summary>
    public static RejectFile Create(PSCmdlet cmdlet, string path)
        => FileErrors.Guard(cmdlet, path, file =>
        {
            if (!Directory.Exists(Path.GetDirectoryName(file)))
            {
                cmdlet.ThrowTerminatingError(ErrorRecords.NoFolder(path, "-RejectPath"));
            }

            return new RejectFile(cmdlet, path, new RejectReport(file));
        });

    /// <summary>A list begins.</summary>
    public void StartList(string? name) => Write(report => report.StartList(name));

    /// <summary>Takes what was wrong with a batch's rows.</summary>
    public void Add(HashedBatch batch) => Write(report => report.Add(batch));

    /// <summary>A list ends.</summary>
    public void EndList() => Write(static report => report.EndList());

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _report.Dispose();
        }
        catch (IOException) when (_isBroken)
        {
            // Told already, by the error that ended the cmdlet.
        }
    }

    private void Write(Action<RejectReport> write)
    {
        try
        {
            write(_report);
        }
        catch (IOException error)
        {
            _isBroken = true;
            _cmdlet.ThrowTerminatingError(ErrorRecords.RejectsNotWritten(error, _path));
        }
    }
}
