using System;

namespace MessengerMarketing.Messaging;

/// <summary>Checks of members before anything is sent.</summary>
internal static class Limits
{
    /// <exception cref="ArgumentException">The condition does not hold. The exception names the member.</exception>
    public static void Require(bool condition, string member, string message)
    {
        if (!condition)
        {
            throw Broken(member, message);
        }
    }

    public static ArgumentException Broken(string member, string message) => new(message, member);

    public static bool IsHttps(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0;
}
