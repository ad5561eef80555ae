using System;
using MessengerMarketing.Sandbox.Http;
using MessengerMarketing.Sandbox.State;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>A parsed and authorized call for an endpoint.</summary>
/// <param name="Account">The sandbox's ad account.</param>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Version">API version, such as <c>v25.0</c>.</param>
/// <param name="NodeId">The id of the object in the path.</param>
/// <param name="IsPageToken">Whether the call has the Page token, and not the system-user token.</param>
/// <param name="Parameters">The parameters. The pipeline disposes them.</param>
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
