using System;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>One call, understood and allowed, on its way to the endpoint that carries it out.</summary>
/// <param name="Account">The sandbox's ad account.</param>
/// <param name="Method">GET, POST or DELETE, after a <c>method</c> parameter has had its say.</param>
/// <param name="Version">API version, as <c>v25.0</c>.</param>
/// <param name="NodeId">The object's id as the path has it.</param>
/// <param name="IsPageToken">Whether the Page's token was sent, not the system user's.</param>
/// <param name="Parameters">The parameters; the pipeline disposes of them.</param>
/// <param name="Address">The server's address.</param>
/// <param name="Now">The time of the call.</param>
internal sealed record GraphCall(
    AdAccount Account,
    string Method,
    string Version,
    string NodeId,
    bool IsPageToken,
    GraphParameters Parameters,
    Uri Address,
    DateTimeOffset Now);
