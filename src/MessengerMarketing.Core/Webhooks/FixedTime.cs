using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace MessengerMarketing.Webhooks;

/// <summary>Compares values in constant time. .NET Framework and netstandard2.0 have no such methods.</summary>
internal static class FixedTime
{
    /// <summary>Compares byte arrays. Only their length affects the time.</summary>
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

    /// <summary>Compares strings. Their length does not affect the time.</summary>
    public static bool AreEqual(string left, string right)
    {
        using var sha256 = SHA256.Create();
        return AreEqual(sha256.ComputeHash(Encoding.UTF8.GetBytes(left)), sha256.ComputeHash(Encoding.UTF8.GetBytes(right)));
    }
}
