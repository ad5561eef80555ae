using System.Globalization;
using MessengerMarketing.Audiences;

namespace MessengerMarketing.Formatting;

/// <summary>Warnings about the status of an audience.</summary>
internal static class AudienceWarning
{
    private const int Restricted = 471;
    private const int Unused = 100;

    /// <returns>The warning, or null.</returns>
    public static string? Format(CustomAudience audience)
    {
        if (audience.OperationStatusCode == Restricted)
        {
            string fields = audience.FieldsViolatingIntegrityPolicy.Count == 0 ? string.Empty : $" Meta objects to: {string.Join(", ", audience.FieldsViolatingIntegrityPolicy)}.";
            return $"Audience {audience.Id} is restricted (operation status 471), so uploads and removals fail.{fields} "
                + "You cannot edit a customer-file audience in this state. Appeal in Audience Manager, or create a new audience with another name and description.";
        }

        if (audience.OperationStatusCode != Unused && audience.DeleteTime is null)
        {
            return null;
        }

        string time = audience.DeleteTime is { } moment ? string.Format(CultureInfo.InvariantCulture, "on {0:yyyy-MM-dd}", moment.UtcDateTime) : "90 days after it set this status";
        return $"Meta deletes audience {audience.Id} {time}: no active ad set has used it for two years. To keep it, use it in an active ad set. Meta does not document whether marketing messages count as use.";
    }
}
