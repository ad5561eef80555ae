using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace MessengerMarketing.Collections;

/// <summary>A list that converts to the text of its items, for example in <c>Export-Csv</c>.</summary>
internal sealed class ReadableList<T>(IList<T> items, string separator = " ") : ReadOnlyCollection<T>(items)
{
    public static readonly ReadableList<T> Empty = new([]);

    public override string ToString() => string.Join(separator, Items);
}
