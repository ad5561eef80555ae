using System.Linq;
using System.Text;

namespace MessengerMarketing.Text;

/// <summary>Supports Unicode normalization of text that can contain invalid characters.</summary>
internal static class UnicodeText
{
    /// <summary>Returns a normalized text without its invalid characters, for which <see cref="string.Normalize(NormalizationForm)"/> throws.</summary>
    public static string Normalize(string text, NormalizationForm form)
        => (text.Where((_, i) => IsInvalid(text, i)).Any() ? string.Concat(text.Where((_, i) => !IsInvalid(text, i))) : text).Normalize(form);

    /// <summary>Returns whether the character at a position is an unpaired surrogate, or one of the noncharacters U+FFFE and U+FFFF.</summary>
    public static bool IsInvalid(string text, int index)
        => text[index] is '\uFFFE' or '\uFFFF'
        || (char.IsHighSurrogate(text[index]) && !(index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])))
        || (char.IsLowSurrogate(text[index]) && !(index > 0 && char.IsHighSurrogate(text[index - 1])));
}
