using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Why a file is not opened for writing.</summary>
public enum FileProblem
{
    /// <summary>It is a folder, a device, a named pipe, or a socket.</summary>
    NotAFile,

    /// <summary>Its content was not written by this module.</summary>
    Foreign,

    /// <summary>Another process or cmdlet has it open for writing.</summary>
    InUse,

    /// <summary>It belongs to another user, or other users can read it and this cannot be changed.</summary>
    NotPrivate,

    /// <summary>The file system cannot lock it.</summary>
    NoLocks,
}

/// <summary>A file was refused for writing and not changed. The message contains the path and a description of the file.</summary>
public sealed class FileRefusedException : IOException
{
    internal FileRefusedException(FileProblem problem, string message, Exception? inner = null)
        : base(message, inner)
    {
        Problem = problem;
    }

    /// <summary>The reason.</summary>
    public FileProblem Problem { get; }

    /// <summary>The stable error ID.</summary>
    public string ErrorId => Problem switch
    {
        FileProblem.Foreign => "MMFileForeign",
        FileProblem.InUse => "MMFileInUse",
        FileProblem.NotPrivate => "MMFileNotPrivate",
        FileProblem.NoLocks => "MMFileNotLockable",
        _ => "MMFileNotAccessible",
    };
}
