using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>The operations that change the disk. All files that must survive a crash are written through this interface, so that tests can stop between two
/// operations, or in the middle of a write, and check the result.</summary>
internal interface IFileOperations
{
    /// <summary>Creates an empty, private file. Its name must be unique.</summary>
    void Create(string path);

    /// <summary>Writes bytes at the file's position.</summary>
    void Write(Stream file, byte[] bytes, int count);

    /// <summary>Flushes a file to disk.</summary>
    void Flush(Stream file);

    /// <summary>Sets the length of a file.</summary>
    void SetLength(Stream file, long length);

    /// <summary>Renames a file in its folder. Never replaces an existing file.</summary>
    void Move(string source, string target);

    /// <summary>Renames a file in its folder, and atomically replaces the target if it exists.</summary>
    void Replace(string source, string target);

    /// <summary>Deletes a file.</summary>
    void Delete(string path);

    /// <summary>Flushes the entries of a folder (file names) to disk.</summary>
    void FlushFolder(string folder);
}
