using System.Collections.Generic;
using static MessengerMarketing.Graph.GraphErrorKind;

namespace MessengerMarketing.Graph;

/// <summary>
/// Meanings of the error codes of audience calls. Sources: Meta's Marketing API error reference, its custom audience reference and
/// guide, and production reports of clients of the same calls.
/// </summary>
internal static class GraphErrorCatalog
{
    private static readonly Dictionary<(int Code, int? Subcode), GraphErrorKind> Kinds = new()
    {
        [(1, null)] = ServiceUnavailable,
        [(1, 99)] = TooManyRows,
        [(2, null)] = ServiceUnavailable,
        [(3, null)] = Permission,
        [(4, null)] = Throttled,
        [(10, null)] = Permission,
        [(17, null)] = Throttled,
        [(32, null)] = Throttled,
        [(100, null)] = InvalidParameter,
        [(100, 33)] = NotFound,
        [(100, 1713098)] = InvalidParameter,
        [(100, 1713228)] = AudienceRestricted,
        [(100, 1713230)] = AudienceRestricted,
        [(100, 1713231)] = AudienceRestricted,
        [(102, null)] = Authentication,
        [(104, null)] = Authentication,
        [(105, null)] = InvalidParameter,
        [(190, null)] = Authentication,
        [(190, 458)] = Authentication,
        [(190, 459)] = Authentication,
        [(190, 460)] = Authentication,
        [(190, 463)] = Authentication,
        [(190, 464)] = Authentication,
        [(190, 467)] = Authentication,
        [(190, 492)] = Authentication,
        [(194, null)] = InvalidParameter,
        [(200, 1870034)] = TermsNotAccepted,
        [(200, 1870047)] = AudienceTooSmall,
        [(200, 1870090)] = TermsNotAccepted,
        [(270, null)] = Permission,
        [(294, null)] = Permission,
        [(341, null)] = Throttled,
        [(368, null)] = TemporarilyBlocked,
        [(613, null)] = Throttled,
        [(803, null)] = NotFound,
        [(1487301, null)] = NotFound,
        [(1487366, null)] = NotFound,
        [(2635, null)] = VersionDeprecated,
        [(2650, null)] = UpdateFailed,
        [(2650, 1870144)] = UpdateFailed,
        [(2650, 1870145)] = UpdateRunning,
        [(2650, 1870147)] = UpdateFailed,
        [(2650, 1870148)] = UpdateFailed,
        [(2650, 1870158)] = UpdateFailed,
        [(2650, 1870159)] = UpdateFailed,
        [(2654, null)] = InvalidParameter,
        [(2655, null)] = TermsNotAccepted,
    };

    /// <summary>Returns the meaning of a code; null when the code is unknown.</summary>
    internal static GraphErrorKind? Find(int code, int? subcode)
    {
        if (Kinds.TryGetValue((code, subcode), out GraphErrorKind kind) || MessagingErrorCatalog.Kinds.TryGetValue((code, subcode), out kind)
            || Kinds.TryGetValue((code, null), out kind) || MessagingErrorCatalog.Kinds.TryGetValue((code, null), out kind))
        {
            return kind;
        }

        return code switch
        {
            >= 200 and <= 299 => Permission,
            >= 80000 and <= 80014 => Throttled,

            // These codes are for problems with a message's content. Meta's message names the problem.
            >= 2300020 and <= 2300077 => InvalidParameter,
            _ => null,
        };
    }
}
