using System;
using System.IO;
using System.Text;
using MessengerMarketing.Reporting.Page;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Reporting;

/// <summary>Writes a report to a file, completely or not at all.</summary>
public static class ReportFile
{
    /// <summary>
    /// Returns whether a report can be written to a path: there is no file, an empty file, or an earlier report. Any other file could be a
    /// journal or the customer list.
    /// </summary>
    /// <exception cref="FileRefusedException">The path is a device, a named pipe or a socket.</exception>
    /// <exception cref="IOException">The existing file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the existing file is denied.</exception>
    public static bool IsFree(string path)
    {
        if (!FilePaths.CheckIsFile(path))
        {
            return true;
        }

        // The process that writes a journal allows other readers.
        using FileStream file = FilePaths.OpenRead(path);
        byte[] start = new byte[ReportPage.Start.Length];
        int length = 0;
        while (length < start.Length && file.Read(start, length, start.Length - length) is > 0 and int read)
        {
            length += read;
        }

        return length == 0 || Encoding.ASCII.GetString(start, 0, length) == ReportPage.Start;
    }

    /// <summary>Writes a temporary file next to the target, and moves it to the target when it is complete.</summary>
    /// <param name="path">Path of the file. Its folder must exist.</param>
    /// <param name="html">The content.</param>
    /// <param name="replace">Whether to replace an existing file.</param>
    /// <exception cref="IOException">The file cannot be written, or exists and must not be replaced, or is not a report. The existing file is not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied. The existing file is not changed.</exception>
    public static void Write(string path, string html, bool replace)
    {
        string whole = FilePaths.Resolve(path);
        if (!IsFree(whole))
        {
            throw new FileRefusedException(FileProblem.Foreign, $"'{path}' exists and is not an upload report. It was not overwritten. Use another path.");
        }

        Leftovers.Delete(whole, FileOperations.Instance, IsUnused);
        string temporary = Leftovers.CreateName(whole);
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                byte[] bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(html);
                PrivateFile.CopyPermissions(whole, file);
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }

            if (replace && File.Exists(whole))
            {
                File.Replace(temporary, whole, null);
            }
            else
            {
                File.Move(temporary, whole);
            }
        }
        finally
        {
            // The file does not exist anymore after success.
            File.Delete(temporary);
        }
    }

    // A report has no lock. While another process writes one, nobody else can open its temporary file.
    private static bool IsUnused(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
