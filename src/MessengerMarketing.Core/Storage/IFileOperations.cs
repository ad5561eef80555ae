using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>
/// Every step that changes what is on the disk. All files that must survive a crash are written through it, so that a test can stop between two
/// steps, or in the middle of a write, and look at what is left.
/// </summary>
internal interface IFileOperations
{
    /// <summary>Creates an empty, private file. Its name must be unique.</summary>
    void Create(string path);

    /// <summary>Writes bytes at the file's position.</summary>
    void Write(Stream file, byte[] bytes, int count);

    /// <summary>Returns once the disk has what was written.</summary>
    void Flush(Stream file);

    /// <summary>Cuts a file.</summary>
    void SetLength(Stream file, long length);

    /// <summary>Gives a file another name in its folder. An existing file is never replaced.</summary>
    void Move(string source, string target);

    /// <summary>Gives a file the name of another file in its folder, which it replaces in one step. The other file need not exist.</summary>
    void Replace(string source, string target);

    /// <summary>Deletes a file.</summary>
    void Delete(string path);

    /// <summary>Returns once the disk has a folder's entries: the names of the files in it.</summary>
    void FlushFolder(string folder);
}
