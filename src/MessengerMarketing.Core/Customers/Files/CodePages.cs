using System;
using System.Reflection;
using System.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>Registers the Windows encodings in .NET, which old workbooks need. .NET Framework has them built in.</summary>
internal static class CodePages
{
    private static readonly Lazy<bool> Registered = new(static () =>
    {
        // Not part of .NET Standard, but part of every .NET version.
        if (Type.GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages")?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is EncodingProvider provider)
        {
            Encoding.RegisterProvider(provider);
        }

        return true;
    });

    /// <summary>Registers the encodings once.</summary>
    public static void Register() => _ = Registered.Value;
}
