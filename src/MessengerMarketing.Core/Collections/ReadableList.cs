using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace MessengerMarketing.Collections;

/// <summary>A list that shows its items where an object becomes a line of text, as in <c>Export-Csv</c>.</summary>
internal sealed class ReadableList<T>(IList<T> items, string separator = " ") : ReadOnlyCollection<T>(items)
{
    public static readonly ReadableList<T> Empty = new([]);

    public override string ToString() => string.Join(separator, Items);
}
