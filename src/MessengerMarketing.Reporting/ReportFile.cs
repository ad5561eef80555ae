using System;
using System.IO;
using System.Text;

namespace MessengerMarketing.Reporting;

/// <summary>Writes a report's file: all of it, or nothing.</summary>
public static class ReportFile
{
    /// <summary>Writes a file beside the one that is meant, and puts it in its place once it is whole.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="html">What it is to hold.</param>
    /// <param name="replace">Whether it may take the place of a file that exists.</param>
    /// <exception cref="IOException">It cannot be written, or there is one that may not be replaced. What was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written. What was there is unchanged.</exception>
    public static void Write(string path, string html, bool replace)
    {
        string whole = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(whole)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                byte[] bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(html);
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
