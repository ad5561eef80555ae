using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Tests.Proof.Crash;

/// <summary>
/// A kind of file that must survive a crash. A new kind is one more class, in <see cref="CrashCases.All"/>: the matrix kills its process at every step.
/// </summary>
internal interface ICrashCase
{
    /// <summary>Name of the kind, a word.</summary>
    string Name { get; }

    /// <summary>What must be true at the end, as texts: each row arrived once, each delivery came out.</summary>
    IReadOnlyList<string> Whole { get; }

    /// <summary>The process that may be killed. It may find what an earlier one left, and does what that one had left to do.</summary>
    /// <param name="folder">Has the files. What stands for the outside world, such as a server, has its files there too, and survives.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <param name="acknowledge">Called with each text of <see cref="Whole"/> that somebody may rely on from then on.</param>
    Task RunAsync(string folder, IFileOperations operations, Action<string> acknowledge);

    /// <summary>What is true now, from the files alone: texts of <see cref="Whole"/>, each as often as it is true. Changes nothing.</summary>
    IReadOnlyList<string> Read(string folder);
}
