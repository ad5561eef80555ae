using System;
using System.Collections.Generic;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>Gives bytes to one reader of the module, and checks what must hold for every input there can be.</summary>
/// <param name="name">Name of the harness, and of its folder in <c>tests/data/corpus</c>.</param>
/// <param name="executions">Inputs of a run without settings.</param>
internal abstract class FuzzHarness(string name, int executions)
{
    /// <summary>Name of the harness.</summary>
    public string Name { get; } = name;

    /// <summary>Inputs of a run without settings.</summary>
    public int Executions { get; } = executions;

    /// <summary>Pieces of the format, which random bytes would hardly ever form.</summary>
    public abstract IReadOnlyList<string> Tokens { get; }

    /// <summary>The most bytes of an input.</summary>
    public virtual int MaxLength => 4096;

    /// <summary>Checks one input. Any exception is a find.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="random">Decides what else varies, such as the sizes of reads. The same for the same input.</param>
    public abstract void Check(byte[] input, Random random);
}
