using System.Collections.Generic;

namespace MessengerMarketing.Binding.Completion;

/// <summary>Completes common encodings of text files. The parameter also accepts other names and code pages.</summary>
public sealed class EncodingCompleter : NamedValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values { get; } =
    [
        new("utf8", "UTF-8, with or without a byte order mark."),
        new("ansi", "The code page of this computer's region, as Excel writes CSV files."),
        new("unicode", "UTF-16, little endian, as Excel writes Unicode text."),
        new("bigendianunicode", "UTF-16, big endian."),
        new("oem", "The code page of the console."),
        new("ascii", "US-ASCII, 7 bits."),
        new("utf32", "UTF-32, little endian."),
        new("iso-8859-1", "Latin-1, Western European."),
        new("1252", "Windows code page: Western European."),
        new("1250", "Windows code page: Central European."),
        new("1258", "Windows code page: Vietnamese."),
    ];
}
