using System;
using System.Collections.Generic;

namespace MessengerMarketing.Http;

/// <summary>The headers of a request, or the trailers of a chunked body.</summary>
internal sealed class HeaderFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Number of lines that were added.</summary>
    public int Count { get; private set; }

    /// <summary>The value of a header without leading and trailing whitespace. Values of a repeated header are joined with commas.</summary>
    public string? this[string name] => _values.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Returns a header that must not be repeated.</summary>
    /// <returns>Its value; null when there is none.</returns>
    /// <exception cref="BadRequestException">The header is repeated.</exception>
    public string? Single(string name) =>
        _repeated.Contains(name) ? throw new BadRequestException(400, $"The header {name} is repeated.") : this[name];

    /// <summary>Adds a header line.</summary>
    /// <exception cref="BadRequestException">The line is not a header: there is whitespace before its name or its colon, or a character is not allowed.</exception>
    public void Add(string line)
    {
        int colon = line.IndexOf(':');
        string name = line.Substring(0, Math.Max(colon, 0));
        string value = HttpGrammar.TrimWhitespace(line.Substring(colon + 1));
        if (!HttpGrammar.IsToken(name) || !HttpGrammar.IsFieldValue(value))
        {
            throw new BadRequestException(400, "A header is not a name, a colon and a value.");
        }

        // Some servers read an underscore as a hyphen.
        if (name.IndexOf('_') >= 0 && name.Replace('_', '-').ToUpperInvariant() is "CONTENT-LENGTH" or "TRANSFER-ENCODING")
        {
            throw new BadRequestException(400, "A header that sets the length of the body is misspelled.");
        }

        Count++;
        if (_values.TryGetValue(name, out string? other))
        {
            _repeated.Add(name);
            value = other + ", " + value;
        }

        _values[name] = value;
    }
}
