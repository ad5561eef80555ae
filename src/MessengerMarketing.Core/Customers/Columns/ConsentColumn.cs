using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>A column that says whether people permit marketing, as <c>Accepts Email Marketing</c> or <c>Email Opt Out</c>.</summary>
public sealed class ConsentColumn
{
    private static readonly HashSet<string> YesWords = ToSet(
        "yes|y|true|t|1|x|on|active|subscribed|confirmed|opted in|opt in|optin|granted|given|accepted|allowed|permitted|explicit|express|marketing contact|enabled|ja|wahr|oui|vrai|si|verdadero|vero|sim|verdadeiro|tak|prawda|evet|doğru|có|đúng|ya|benar|はい|同意する|購読中|نعم|да|истина");

    private static readonly HashSet<string> NoWords = ToSet(
        "no|n|false|f|0|off|never|never subscribed|not subscribed|nonsubscribed|non subscribed|unsubscribed|unsubscribe|opted out|opt out|optout|denied|refused|declined|revoked|withdrawn|rejected|not opted in|no permission|non marketing contact|suppressed|cleaned|blocked|blocklisted|blacklisted|complained|disabled|inactive|nein|falsch|abgemeldet|non|faux|desabonne|desinscrit|falso|nao|não|nee|onwaar|nie|fałsz|hayır|yanlış|không|sai|tidak|salah|いいえ|同意しない|配信停止|لا|нет|ложь");

    // What leaves no doubt in a column that is called "Status", which may be of something else.
    private static readonly HashSet<string> PlainNo = ToSet(
        "unsubscribed|never subscribed|not subscribed|nonsubscribed|non subscribed|opted out|opt out|optout|no permission|non marketing contact|suppressed|cleaned|blocklisted|blacklisted|complained|abgemeldet|desabonne|desinscrit|配信停止|отписан");

    // What permits marketing in a column of opt-outs too.
    private static readonly HashSet<string> PlainYes = ToSet("allow|allowed|subscribed|opted in|opt in");

    private static readonly HashSet<string> EmptyWords = ToSet("null|none|nan|na|n a|");

    private readonly WordKind _kind;

    internal ConsentColumn(string name, int index, ConsentMeaning meaning)
    {
        Name = name;
        Index = index;
        Channel = meaning.Channel;
        _kind = meaning.Kind;
    }

    /// <summary>Its name in the list.</summary>
    public string Name { get; }

    /// <summary>Its place in the list, from 0.</summary>
    public int Index { get; }

    /// <summary>EMAIL or PHONE where the consent is for one of the two; null where the name does not say.</summary>
    public SchemaKey? Channel { get; }

    /// <summary>Whether a "yes" in the column means no, as in <c>Email Opt Out</c>.</summary>
    public bool IsOptOut => _kind == WordKind.ConsentNo;

    /// <summary>What a cell says. A column of opt-outs says no by anything that is not blank and not a "no": a date, a reason.</summary>
    public ConsentAnswer Read(string? cell)
    {
        string phrase = ColumnWords.ToPhrase(ColumnWords.Split(cell ?? string.Empty));
        if (EmptyWords.Contains(phrase))
        {
            return ConsentAnswer.Unknown;
        }

        bool saysNo = NoWords.Contains(phrase);
        bool isPlainNo = PlainNo.Contains(phrase);
        return _kind switch
        {
            WordKind.ConsentNo => PlainYes.Contains(phrase) || (saysNo && !isPlainNo) ? ConsentAnswer.Yes : ConsentAnswer.No,
            WordKind.ConsentYes => saysNo ? ConsentAnswer.No : YesWords.Contains(phrase) ? ConsentAnswer.Yes : ConsentAnswer.Unknown,
            _ => isPlainNo ? ConsentAnswer.No : phrase == "subscribed" ? ConsentAnswer.Yes : ConsentAnswer.Unknown,
        };
    }

    private static HashSet<string> ToSet(string phrases) => new(phrases.Split('|').Select(static phrase => ColumnWords.ToPhrase(ColumnWords.Split(phrase))), StringComparer.Ordinal);
}
