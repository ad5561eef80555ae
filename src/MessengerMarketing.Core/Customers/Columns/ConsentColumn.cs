using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Customers.Columns;

/// <summary>A column that shows whether people permit marketing, such as <c>Accepts Email Marketing</c> or <c>Email Opt Out</c>.</summary>
internal sealed class ConsentColumn
{
    private static readonly HashSet<string> YesWords = ToSet(
        "yes|y|true|t|1|x|on|active|subscribed|confirmed|opted in|opt in|optin|granted|given|accepted|allowed|permitted|explicit|express|marketing contact|enabled|verified|ok|abonniert|angemeldet|eingewilligt|zugestimmt|abonne|inscrit|accepte|suscrito|aceptado|iscritto|accettato|inscrito|assinante|ingeschreven|aangemeld|subskrybuje|zapisany|abone|onayladı|đã đăng ký|berlangganan|登録済み|مشترك|подписан|ja|wahr|oui|vrai|si|verdadero|vero|sim|verdadeiro|tak|prawda|evet|doğru|có|đúng|ya|benar|はい|同意する|購読中|نعم|да|истина");

    private static readonly HashSet<string> NoWords = ToSet(
        "no|n|false|f|0|off|never|never subscribed|not subscribed|nonsubscribed|non subscribed|unsubscribed|unsubscribe|opted out|opt out|optout|denied|refused|declined|revoked|withdrawn|rejected|not opted in|no permission|non marketing contact|suppressed|cleaned|blocked|blocklisted|blacklisted|complained|disabled|inactive|pending|unconfirmed|not confirmed|awaiting confirmation|double opt in pending|bounced|hard bounced|hard bounce|spam|spam complaint|marked as spam|reported spam|complaint|archived|transactional|unsubscribed by admin|opted out globally|do not contact|do not email|do not call|do not allow|not allowed|forbidden|expired|cancelled|canceled|abbestellt|ausgetragen|widerrufen|abgelehnt|gesperrt|nicht abonniert|non abonne|non inscrit|refuse|jamais|baja|dado de baja|cancelado|no suscrito|nunca|rechazado|disiscritto|non iscritto|annullato|rifiutato|mai|descadastrado|não inscrito|recusado|uitgeschreven|afgemeld|nooit|wypisany|zrezygnował|nigdy|abonelikten çıktı|abone değil|reddedildi|đã hủy đăng ký|chưa đăng ký|từ chối|berhenti berlangganan|tidak berlangganan|解除|購読解除|拒否|غير مشترك|ملغى|отписан|отписался|не подписан|отказ|никогда|nein|falsch|abgemeldet|non|faux|desabonne|desinscrit|falso|nao|não|nee|onwaar|nie|fałsz|hayır|yanlış|không|sai|tidak|salah|いいえ|同意しない|配信停止|لا|нет|ложь");

    // Values that are unambiguous in a column named "Status", which can be the status of something else.
    private static readonly HashSet<string> PlainNo = ToSet(
        "unsubscribed|unsubscribe|never subscribed|not subscribed|nonsubscribed|non subscribed|opted out|opt out|optout|no permission|non marketing contact|suppressed|cleaned|blocklisted|blacklisted|complained|do not contact|do not email|do not allow|abgemeldet|abbestellt|ausgetragen|desabonne|desinscrit|dado de baja|disiscritto|descadastrado|uitgeschreven|wypisany|abonelikten çıktı|đã hủy đăng ký|berhenti berlangganan|配信停止|購読解除|отписан|отписался");

    // Values that permit marketing even in an opt-out column.
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

    /// <summary>Its index in the list, from 0.</summary>
    public int Index { get; }

    /// <summary>EMAIL or PHONE if the name specifies the channel, or null.</summary>
    public SchemaKey? Channel { get; }

    /// <summary>Whether a "yes" in the column means no, as in <c>Email Opt Out</c>.</summary>
    public bool IsOptOut => _kind == WordKind.ConsentNo;

    /// <summary>Whether its name only contains "status", which can be the status of something other than marketing.</summary>
    public bool IsOfUnknownSubject => _kind == WordKind.ConsentStatus;

    /// <summary>Reads a cell. In an opt-out column, anything that is not blank and not a "no" means no, such as a date or a reason.</summary>
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
