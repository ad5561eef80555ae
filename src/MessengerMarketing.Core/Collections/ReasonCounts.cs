using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace MessengerMarketing.Collections;

/// <summary>Counts by reason that convert to readable text: <c>12 EMAIL NotAnEmailAddress, 3 NoIdentifier</c>.</summary>
internal sealed class ReasonCounts(IDictionary<string, long> counts) : ReadOnlyDictionary<string, long>(counts)
{
    public override string ToString() => string.Join(", ", Dictionary.Select(static count => string.Format(CultureInfo.InvariantCulture, "{0} {1}", count.Value, count.Key)));
}
