using System;
using System.Reflection;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>Makes the encodings of Windows known on .NET, which .NET Framework knows by itself; old workbooks need them.</summary>
internal static class CodePages
{
    private static readonly Lazy<bool> Registered = new(static () =>
    {
        // Not part of .NET Standard, and part of every .NET.
        if (Type.GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages")?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is EncodingProvider provider)
        {
            Encoding.RegisterProvider(provider);
        }

        return true;
    });

    /// <summary>Does so once.</summary>
    public static void Register() => _ = Registered.Value;
}
