using System;
using System.IO;
using System.Text;
using MessengerMarketing.Reporting.Page;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Reporting;

/// <summary>Writes a report's file: all of it, or nothing.</summary>
public static class ReportFile
{
    /// <summary>
    /// Whether a report may be written to a path: there is no file, or an empty one, or an earlier report. Any other file could be a journal or the
    /// list itself.
    /// </summary>
    /// <exception cref="FileRefusedException">It is a device, a named pipe or a socket.</exception>
    /// <exception cref="IOException">The file that is there cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file that is there may not be read.</exception>
    public static bool IsFree(string path)
    {
        if (!FilePaths.CheckIsFile(path))
        {
            return true;
        }

        // Whoever writes a journal does not mind a reader that lets it.
        using FileStream file = FilePaths.OpenRead(path);
        var start = new byte[ReportPage.Start.Length];
        int length = 0;
        while (length < start.Length && file.Read(start, length, start.Length - length) is > 0 and int read)
        {
            length += read;
        }

        return length == 0 || Encoding.ASCII.GetString(start, 0, length) == ReportPage.Start;
    }

    /// <summary>Writes a file beside the one that is meant, and puts it in its place once it is whole.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="html">What it is to hold.</param>
    /// <param name="replace">Whether it may take the place of a file that exists.</param>
    /// <exception cref="IOException">It cannot be written, or there is one that may not be replaced or is no report. What was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written. What was there is unchanged.</exception>
    public static void Write(string path, string html, bool replace)
    {
        string whole = FilePaths.Resolve(path);
        if (!IsFree(whole))
        {
            throw new FileRefusedException(FileProblem.Foreign, $"'{path}' exists and is not a report of uploads, so it is not overwritten. Give another path.");
        }

        string temporary = Path.Combine(Path.GetDirectoryName(whole)!, $".{Guid.NewGuid():N}.tmp");
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
            // Gone already when all went well.
            File.Delete(temporary);
        }
    }
}
