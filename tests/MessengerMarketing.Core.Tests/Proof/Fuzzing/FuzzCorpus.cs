using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Tests.Customers.Files;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>The inputs that a harness starts from: seeds, and every input that ever failed. They are in <c>tests/data/corpus</c>.</summary>
internal static class FuzzCorpus
{
    /// <summary>Reads the inputs of a harness, in the order of their names.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IReadOnlyList<byte[]> Read(string harness)
    {
        byte[][] inputs = [.. Directory.GetFiles(Folder(harness)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return inputs.Length > 0 ? inputs : throw new InvalidOperationException($"The corpus of the harness {harness} is empty.");
    }

    /// <summary>The folder of a harness.</summary>
    public static string Folder(string harness) => TextFile.Data(Path.Combine("corpus", harness));
}
