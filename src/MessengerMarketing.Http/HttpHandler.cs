using System;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>What a server does with a request.</summary>
/// <param name="RespondAsync">Answers a request; null closes its connection without a response.</param>
/// <param name="Screen">Refuses a request by its head, before its body is read; null for a request that is to be read.</param>
/// <param name="KeepsConnections">Whether a connection may serve another request.</param>
internal sealed record HttpHandler(Func<HttpRequest, Task<HttpResponse?>> RespondAsync, Func<HttpRequest, HttpResponse?>? Screen, Func<bool> KeepsConnections);
