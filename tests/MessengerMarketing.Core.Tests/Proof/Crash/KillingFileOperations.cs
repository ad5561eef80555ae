using System;
using System.Diagnostics;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>Ends the process at one step, as the operating system does: without exceptions, and without anything being closed.</summary>
/// <param name="killAt">Number of the step, from 1; 0 for none.</param>
/// <param name="part">How much of a write is done, from 0 to 1.</param>
internal sealed class KillingFileOperations(int killAt, double part) : IFileOperations
{
    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <inheritdoc/>
    public void Create(string path) => Do(() => FileOperations.Instance.Create(path));

    /// <inheritdoc/>
    public void Write(Stream file, byte[] bytes, int count)
    {
        if (IsLast())
        {
            FileOperations.Instance.Write(file, bytes, (int)Math.Ceiling(count * part));
            file.Flush();
            Kill();
        }

        FileOperations.Instance.Write(file, bytes, count);
    }

    /// <inheritdoc/>
    public void Flush(Stream file) => Do(() => FileOperations.Instance.Flush(file));

    /// <inheritdoc/>
    public void SetLength(Stream file, long length) => Do(() => FileOperations.Instance.SetLength(file, length));

    /// <inheritdoc/>
    public void Move(string source, string target) => Do(() => FileOperations.Instance.Move(source, target));

    /// <inheritdoc/>
    public void Replace(string source, string target) => Do(() => FileOperations.Instance.Replace(source, target));

    /// <inheritdoc/>
    public void Delete(string path) => Do(() => FileOperations.Instance.Delete(path));

    /// <inheritdoc/>
    public void FlushFolder(string folder) => Do(() => FileOperations.Instance.FlushFolder(folder));

    private static void Kill()
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }

    private bool IsLast() => ++Steps == killAt;

    private void Do(Action step)
    {
        if (IsLast())
        {
            Kill();
        }

        step();
    }
}
