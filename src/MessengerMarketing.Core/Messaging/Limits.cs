using System;

namespace MessengerMarketing.Messaging;

/// <summary>Checks properties before a request is sent.</summary>
internal static class Limits
{
    /// <exception cref="ArgumentException">The condition is false. The exception names the property.</exception>
    public static void Require(bool condition, string member, string message)
    {
        if (!condition)
        {
            throw CreateException(member, message);
        }
    }

    public static ArgumentException CreateException(string member, string message) => new(message, member);

    public static bool IsHttps(string? address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0;
}
