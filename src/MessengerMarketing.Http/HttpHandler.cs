using System;
using System.Threading.Tasks;

namespace MessengerMarketing.Http;

/// <summary>Handles the requests of a server.</summary>
/// <param name="RespondAsync">Responds to a request; null closes its connection without a response.</param>
/// <param name="Screen">Refuses a request by its head, before its body is read; null for a request to read.</param>
/// <param name="KeepsConnections">Whether a connection can be used for another request.</param>
internal sealed record HttpHandler(Func<HttpRequest, Task<HttpResponse?>> RespondAsync, Func<HttpRequest, HttpResponse?>? Screen, Func<bool> KeepsConnections);
