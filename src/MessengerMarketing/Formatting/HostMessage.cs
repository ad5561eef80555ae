using System.Management.Automation;

namespace MessengerMarketing.Formatting;

/// <summary>Text that the host shows by default and that -InformationAction Ignore silences, as Write-Host writes it.</summary>
internal static class HostMessage
{
    /// <summary>Writes a message to the information stream and the host.</summary>
    public static void Write(Cmdlet cmdlet, string text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
}
