using System.Management.Automation;

namespace MessengerMarketing.Formatting;

/// <summary>Messages that the host displays by default and that -InformationAction Ignore hides, as with Write-Host.</summary>
internal static class HostMessage
{
    /// <summary>Writes a message to the information stream and the host.</summary>
    public static void Write(Cmdlet cmdlet, string text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
}
