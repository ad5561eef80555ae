using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Creates files of records.</summary>
internal static class RecordFiles
{
    /// <summary>
    /// Creates a private, locked file with its first records in it, so that no process ever sees it without them. An earlier file of the same path
    /// stays locked until the new one has its name.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="writeFirst">Appends the first records.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <param name="earlier">The open file whose path it takes; null when there is none.</param>
    /// <param name="archiveName">The path that the earlier file is kept under; null to delete it.</param>
    /// <exception cref="FileRefusedException">Another process was quicker.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static RecordFile Create(string path, Action<RecordFile> writeFirst, IFileOperations operations, RecordFile? earlier = null, string? archiveName = null)
    {
        var file = RecordFile.CreateUnnamed(path, operations);
        try
        {
            writeFirst(file);
            string name = earlier?.Path ?? FilePaths.Resolve(path);
            earlier?.MoveTo(archiveName ?? Leftovers.CreateEarlierName(file.Path));
            MoveTo(file, name);
            if (archiveName is null)
            {
                earlier?.Delete();
            }

            file.DeleteLeftovers();
            return file;
        }
        catch
        {
            file.Dispose();
            file.Delete();
            throw;
        }
    }

    private static void MoveTo(RecordFile file, string name)
    {
        try
        {
            file.MoveTo(name);
        }
        catch (IOException exception) when (exception is not FileRefusedException && file.Path != name && File.Exists(name))
        {
            throw new FileRefusedException(FileProblem.InUse, $"'{name}' is in use by another process.", exception);
        }
    }
}
