using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MessengerMarketing.Graph;

/// <summary>Creates failures without a response. They say whether the request may have reached the server.</summary>
internal static class ConnectionFailures
{
    /// <summary>Creates the failure of an attempt that made no progress within a time limit.</summary>
    public static GraphFailure Stalled(AttemptPhase phase, TimeSpan limit)
    {
        string time = Math.Max(0, limit.TotalSeconds).ToString("0.#", CultureInfo.InvariantCulture) + " s";
        return new GraphFailure
        {
            Kind = GraphErrorKind.NoAnswer,
            IsTransient = true,
            Summary = phase switch
            {
                AttemptPhase.Connecting => $"No connection could be established within {time}",
                AttemptPhase.Sending => $"Sending the request stalled for {time}",
                AttemptPhase.Receiving => $"The response stalled for {time}",
                _ => $"No response within {time}",
            },
            MayHaveArrived = phase != AttemptPhase.Connecting,
            IsTimeout = true,
        };
    }

    /// <summary>Creates the failure of a connection that could not be established, or broke.</summary>
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
                        Summary = "No secure connection could be established: the server's certificate or protocol is not accepted",
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
            Summary = phase == AttemptPhase.Connecting ? "The connection broke before the request was sent" : "The connection broke before a response arrived",
            MayHaveArrived = phase != AttemptPhase.Connecting,
            Cause = exception,
        };
    }

    private static GraphFailure NotConnected(Exception exception, string reason) => new()
    {
        Kind = GraphErrorKind.NoAnswer,
        IsTransient = true,
        Summary = $"No connection could be established ({reason})",
        Cause = exception,
    };

    private static bool NeverConnected(SocketError code) => code is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
        or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TryAgain or SocketError.NoData or SocketError.AddressNotAvailable
        or SocketError.AddressFamilyNotSupported;

    private static bool NeverConnected(WebExceptionStatus status) => status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.SecureChannelFailure;
}
