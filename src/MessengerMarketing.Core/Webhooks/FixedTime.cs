using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace MessengerMarketing.Webhooks;

/// <summary>Comparisons that take as long for a near miss as for a far one. .NET Framework and netstandard2.0 have none of their own.</summary>
internal static class FixedTime
{
    /// <summary>Compares bytes; only their number can be told from the time it takes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool AreEqual(byte[] left, byte[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        int difference = 0;
        for (int i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }

    /// <summary>Compares texts; not even their length can be told.</summary>
    public static bool AreEqual(string left, string right)
    {
        using var sha256 = SHA256.Create();
        return AreEqual(sha256.ComputeHash(Encoding.UTF8.GetBytes(left)), sha256.ComputeHash(Encoding.UTF8.GetBytes(right)));
    }
}
