using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Storage;

/// <summary>File operations of which some fail.</summary>
internal sealed class FailingFileOperations : IFileOperations
{
    /// <summary>Called before a file gets a new name, with that name.</summary>
    public Action<string> Moving { get; set; } = static _ => { };

    /// <summary>Called before a file is deleted, with its path.</summary>
    public Action<string> Deleting { get; set; } = static _ => { };

    /// <summary>Called before the length of a file is set.</summary>
    public Action SettingLength { get; set; } = static () => { };

    public void Create(string path) => FileOperations.Instance.Create(path);

    public void Write(Stream file, byte[] bytes, int count) => FileOperations.Instance.Write(file, bytes, count);

    public void Flush(Stream file) => FileOperations.Instance.Flush(file);

    public void SetLength(Stream file, long length)
    {
        SettingLength();
        FileOperations.Instance.SetLength(file, length);
    }

    public void Move(string source, string target)
    {
        Moving(target);
        FileOperations.Instance.Move(source, target);
    }

    public void Replace(string source, string target) => FileOperations.Instance.Replace(source, target);

    public void Delete(string path)
    {
        Deleting(path);
        FileOperations.Instance.Delete(path);
    }

    public void FlushFolder(string folder) => FileOperations.Instance.FlushFolder(folder);
}
