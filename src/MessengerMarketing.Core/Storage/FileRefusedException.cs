using System;
using System.IO;

namespace MessengerMarketing.Storage;

/// <summary>Why a file is not opened for writing.</summary>
public enum FileProblem
{
    /// <summary>It is a folder, a device, a named pipe or a socket.</summary>
    NotAFile,

    /// <summary>Its content was not written by this module.</summary>
    Foreign,

    /// <summary>Another process or another cmdlet has it open for writing.</summary>
    InUse,

    /// <summary>It belongs to another user, or others can read it and that cannot be changed.</summary>
    NotPrivate,

    /// <summary>The file system cannot lock it.</summary>
    NoLocks,
}

/// <summary>A file is not opened for writing, and was not changed. The message names the file and what was found.</summary>
public sealed class FileRefusedException : IOException
{
    internal FileRefusedException(FileProblem problem, string message, Exception? inner = null)
        : base(message, inner)
    {
        Problem = problem;
    }

    /// <summary>The reason.</summary>
    public FileProblem Problem { get; }

    /// <summary>The stable id of the error that reports it.</summary>
    public string ErrorId => Problem switch
    {
        FileProblem.Foreign => "MMFileForeign",
        FileProblem.InUse => "MMFileInUse",
        FileProblem.NotPrivate => "MMFileNotPrivate",
        FileProblem.NoLocks => "MMFileNotLockable",
        _ => "MMFileNotAccessible",
    };
}
