using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MessengerMarketing.Graph;

/// <summary>Failures without an answer, and whether the request can have reached the server before.</summary>
internal static class ConnectionFailures
{
    private const string Advice = "Check the network, the proxy and the base address, and try again.";

    public static GraphFailure TimedOut(TimeSpan limit) => new()
    {
        Description = GraphErrors.New(GraphErrorKind.NoAnswer, Advice),
        Summary = "No answer within " + limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s",
        MayHaveArrived = true,
    };

    public static GraphFailure From(Exception problem)
    {
        for (Exception? cause = problem; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure }:
                    return new GraphFailure
                    {
                        Description = GraphErrors.New(GraphErrorKind.NoAnswer, "Check the clock and the certificates of this machine, and whether a proxy opens the connection.", isTransient: false),
                        Summary = "No secure connection could be made: the server's certificate or protocol is not accepted",
                        Cause = problem,
                    };
                case SocketException { SocketErrorCode: var code } when NeverConnected(code):
                    return NotConnected(problem, code.ToString());
                case WebException { Status: var status } when NeverConnected(status):
                    return NotConnected(problem, status.ToString());
                default:
                    break;
            }
        }

        return new GraphFailure
        {
            Description = GraphErrors.New(GraphErrorKind.NoAnswer, Advice),
            Summary = "The connection broke before an answer had come",
            MayHaveArrived = true,
            Cause = problem,
        };
    }

    private static GraphFailure NotConnected(Exception problem, string reason) => new()
    {
        Description = GraphErrors.New(GraphErrorKind.NoAnswer, Advice),
        Summary = $"No connection could be made ({reason})",
        Cause = problem,
    };

    private static bool NeverConnected(SocketError code) => code is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
        or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TryAgain or SocketError.NoData or SocketError.AddressNotAvailable
        or SocketError.AddressFamilyNotSupported;

    private static bool NeverConnected(WebExceptionStatus status) => status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.SecureChannelFailure;
}
