using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>GEN: <c>m</c> or <c>f</c>. Source: Meta's guide. It also recognizes unambiguous words and titles. A first letter is not enough (for example,
/// "mujer" does not mean male), so other values are left blank and reported.</summary>
internal static class GenderNormalizer
{
    private const int MaxWord = 16;

    private static readonly Dictionary<string, char> Words = Build(
        female: "f female woman girl lady miss ms mrs madam mom mother daughter wife she her w weiblich frau femme feminin féminin femenino femenina mujer feminino mulher donna femmina vrouw vrouwelijk kvinna kvinde kobieta k żeńska żeński kadın kadin bayan perempuan wanita femminile ж жен женский женщина nữ 女 여 여성 女性 أنثى انثى امرأة महिला หญิง",
        male: "m male man boy gentleman guy mr mister sir dad father son husband he him his männlich maennlich mann herr homme masculin masculino hombre varón varon homem uomo maschio man mannelijk mężczyzna męska męski erkek bay laki laki-laki pria maschile м муж мужской мужчина nam 男 남 남성 男性 ذكر رجل पुरुष ชาย");

    public static RejectReason Normalize(string value, CellBuffer output)
    {
        output.Clear();
        (int start, int end) = TextRules.Trim(value);
        if (end > start && value[end - 1] == '.')
        {
            end--;
        }

        if (end - start is 0 or > MaxWord || !Words.TryGetValue(value.Substring(start, end - start), out char gender))
        {
            return RejectReason.NotRecognized;
        }

        output.Append(gender);
        return RejectReason.None;
    }

    private static Dictionary<string, char> Build(string female, string male)
    {
        var words = new Dictionary<string, char>(StringComparer.OrdinalIgnoreCase);
        foreach (string word in female.Split(' '))
        {
            words[word] = 'f';
        }

        foreach (string word in male.Split(' '))
        {
            words[word] = 'm';
        }

        return words;
    }
}
