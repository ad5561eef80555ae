using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Storage;

/// <summary>The steps without those that wait for the disk, for tests with thousands of processes: what was written can be read all the same.</summary>
internal sealed class UnflushedFileOperations : IFileOperations
{
    private UnflushedFileOperations()
    {
    }

    /// <summary>The only one there is.</summary>
    public static UnflushedFileOperations Instance { get; } = new();

    /// <inheritdoc/>
    public void Create(string path) => FileOperations.Instance.Create(path);

    /// <inheritdoc/>
    public void Write(Stream file, byte[] bytes, int count) => FileOperations.Instance.Write(file, bytes, count);

    /// <inheritdoc/>
    public void Flush(Stream file) => file.Flush();

    /// <inheritdoc/>
    public void SetLength(Stream file, long length) => FileOperations.Instance.SetLength(file, length);

    /// <inheritdoc/>
    public void Move(string source, string target) => FileOperations.Instance.Move(source, target);

    /// <inheritdoc/>
    public void Replace(string source, string target) => FileOperations.Instance.Replace(source, target);

    /// <inheritdoc/>
    public void Delete(string path) => FileOperations.Instance.Delete(path);

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
    }
}
