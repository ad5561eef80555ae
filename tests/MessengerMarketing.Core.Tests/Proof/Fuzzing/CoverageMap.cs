using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Tells which inputs reached code that no earlier input reached, in assemblies that the sharpfuzz tool has instrumented; others report nothing.
/// Instrumented code counts the branches that it takes in 64 KiB of memory. Only one input may run at a time.
/// </summary>
internal sealed class CoverageMap
{
    private const int Size = 64 * 1024;

    private readonly byte[] _seen = new byte[Size];
    private readonly byte[] _counts = new byte[Size];
    private readonly IntPtr _memory;

    private CoverageMap(IntPtr memory) => _memory = memory;

    /// <summary>How many branches, in how many orders of magnitude of repetition, have been taken.</summary>
    public int Reached => _seen.Sum(static bits => System.Numerics.BitOperations.PopCount(bits));

    /// <summary>The map of this process; null when its assemblies are not instrumented.</summary>
    public static CoverageMap? Current { get; private set; }

    /// <summary>Gives instrumented code the memory to count in, before any of it runs: it writes there without a check.</summary>
#pragma warning disable CA2255 // The assembly is a program, and instrumented code may run while tests are discovered.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Connect()
    {
        string path = Path.Combine(Path.GetDirectoryName(typeof(CoverageMap).Assembly.Location)!, "SharpFuzz.Common.dll");
        if (!File.Exists(path))
        {
            return;
        }

        // Never freed: code that ends late may still count.
        IntPtr memory = Marshal.AllocHGlobal(Size);
        FieldInfo field = Assembly.LoadFrom(path).GetType("SharpFuzz.Common.Trace", throwOnError: true)!.GetField("SharedMem")!;
        unsafe
        {
            field.SetValue(null, Pointer.Box((void*)memory, typeof(byte*)));
        }

        Current = new CoverageMap(memory);
        Current.Clear();
    }

    /// <summary>Forgets the branches of the last input.</summary>
    public unsafe void Clear() => new Span<byte>((void*)_memory, Size).Clear();

    /// <summary>Adds the branches that the last input took.</summary>
    /// <returns>Whether some of them are new.</returns>
    public bool Add()
    {
        Marshal.Copy(_memory, _counts, 0, Size);
        bool isNew = false;
        for (int i = 0; i < Size; i += sizeof(ulong))
        {
            if (BitConverter.ToUInt64(_counts, i) != 0)
            {
                for (int j = i; j < i + sizeof(ulong); j++)
                {
                    byte bit = Magnitude(_counts[j]);
                    isNew |= (_seen[j] & bit) != bit;
                    _seen[j] |= bit;
                }
            }
        }

        return isNew;
    }

    private static byte Magnitude(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
