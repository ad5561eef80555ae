using System;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Storage;

/// <summary>
/// A process that dies at one step: it takes the steps before it, of a write perhaps only a part, and nothing after it reaches the disk.
/// </summary>
/// <param name="crashAt">Number of the step at which it dies, from 1; 0 for none.</param>
/// <param name="part">How much of a write is done, from 0 to 1. Another step is done where this is 1.</param>
/// <param name="steps">Takes the steps; null for the disk.</param>
internal sealed class CrashingFileOperations(int crashAt, double part, IFileOperations? steps = null) : IFileOperations
{
    private readonly IFileOperations _steps = steps ?? FileOperations.Instance;

    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the process is dead.</summary>
    public bool IsDead { get; private set; }

    /// <inheritdoc/>
    public void Create(string path) => Do(() => _steps.Create(path));

    /// <inheritdoc/>
    public void Write(Stream file, byte[] bytes, int count)
        => Do(() => _steps.Write(file, bytes, count), () => _steps.Write(file, bytes, (int)Math.Ceiling(count * part)));

    /// <inheritdoc/>
    public void Flush(Stream file) => Do(() => _steps.Flush(file));

    /// <inheritdoc/>
    public void SetLength(Stream file, long length) => Do(() => _steps.SetLength(file, length));

    /// <inheritdoc/>
    public void Move(string source, string target) => Do(() => _steps.Move(source, target));

    /// <inheritdoc/>
    public void Replace(string source, string target) => Do(() => _steps.Replace(source, target));

    /// <inheritdoc/>
    public void Delete(string path) => Do(() => _steps.Delete(path));

    /// <inheritdoc/>
    public void FlushFolder(string folder) => Do(() => _steps.FlushFolder(folder));

    private void Do(Action step, Action? lastStep = null)
    {
        if (!IsDead && ++Steps != crashAt)
        {
            step();
            return;
        }

        if (!IsDead)
        {
            IsDead = true;
            if (lastStep is not null)
            {
                lastStep();
            }
            else if (part >= 1)
            {
                step();
            }
        }

        throw new IOException("The process is dead.");
    }
}
