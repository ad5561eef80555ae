using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Runs the file operations of the operating system.</summary>
internal sealed class FileOperations : IFileOperations
{
    private FileOperations()
    {
    }

    /// <summary>The only instance.</summary>
    public static FileOperations Instance { get; } = new();

    /// <inheritdoc/>
    public void Create(string path) => PrivateFile.Create(path);

    /// <inheritdoc/>
    public void Write(Stream file, byte[] bytes, int count) => file.Write(bytes, 0, count);

    /// <inheritdoc/>
    public void Flush(Stream file)
    {
        if (file is FileStream stream)
        {
            stream.Flush(flushToDisk: true);
        }
        else
        {
            file.Flush();
        }
    }

    /// <inheritdoc/>
    public void SetLength(Stream file, long length) => file.SetLength(length);

    /// <inheritdoc/>
    public void Move(string source, string target)
    {
        if (FilePaths.IsUnix)
        {
            LibC.MoveWithoutReplacing(source, target);
        }
        else
        {
            File.Move(source, target);
        }
    }

    /// <inheritdoc/>
    public void Replace(string source, string target)
    {
        if (FilePaths.IsUnix)
        {
            LibC.Replace(source, target);
        }
        else if (File.Exists(target))
        {
            File.Replace(source, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(source, target);
        }
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
        // NTFS journals names itself and has no such call.
        if (FilePaths.IsUnix)
        {
            LibC.FlushFolder(folder);
        }
    }
}
