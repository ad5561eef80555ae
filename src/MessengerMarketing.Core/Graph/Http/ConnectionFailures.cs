using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MessengerMarketing.Graph;

/// <summary>Failures without a response, and whether the request can have reached the server before.</summary>
internal static class ConnectionFailures
{
    /// <summary>The attempt made no progress within a limit.</summary>
    public static GraphFailure Stalled(AttemptPhase phase, TimeSpan limit)
    {
        var time = Math.Max(0, limit.TotalSeconds).ToString("0.#", CultureInfo.InvariantCulture) + " s";
        return new GraphFailure
        {
            Kind = GraphErrorKind.NoAnswer,
            IsTransient = true,
            Summary = phase switch
            {
                AttemptPhase.Connecting => $"No connection could be made within {time}",
                AttemptPhase.Sending => $"Sending the request stalled for {time}",
                AttemptPhase.Receiving => $"The response stalled for {time}",
                _ => $"No answer within {time}",
            },
            MayHaveArrived = phase != AttemptPhase.Connecting,
            IsTimeout = true,
        };
    }

    /// <summary>The connection could not be made, or broke.</summary>
    public static GraphFailure From(Exception exception, AttemptPhase phase)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure }:
                    return new GraphFailure
                    {
                        Kind = GraphErrorKind.NoAnswer,
                        Reason = GraphErrorReason.CertificateNotAccepted,
                        Summary = "No secure connection could be made: the server's certificate or protocol is not accepted",
                        Cause = exception,
                    };
                case SocketException { SocketErrorCode: var code } when NeverConnected(code):
                    return NotConnected(exception, code.ToString());
                case WebException { Status: var status } when NeverConnected(status):
                    return NotConnected(exception, status.ToString());
                default:
                    break;
            }
        }

        return new GraphFailure
        {
            Kind = GraphErrorKind.NoAnswer,
            IsTransient = true,
            Summary = phase == AttemptPhase.Connecting ? "The connection broke before the request was sent" : "The connection broke before an answer had come",
            MayHaveArrived = phase != AttemptPhase.Connecting,
            Cause = exception,
        };
    }

    private static GraphFailure NotConnected(Exception exception, string reason) => new()
    {
        Kind = GraphErrorKind.NoAnswer,
        IsTransient = true,
        Summary = $"No connection could be made ({reason})",
        Cause = exception,
    };

    private static bool NeverConnected(SocketError code) => code is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
        or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TryAgain or SocketError.NoData or SocketError.AddressNotAvailable
        or SocketError.AddressFamilyNotSupported;

    private static bool NeverConnected(WebExceptionStatus status) => status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.SecureChannelFailure;
}
