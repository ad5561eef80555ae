using System;
using System.Collections.Generic;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>The full and abbreviated names of months in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Indonesian, Arabic, and
/// Russian. Vietnamese and Japanese use numbers. Source: Unicode CLDR.</summary>
internal static class MonthNames
{
    private static readonly Dictionary<string, int> Months = Build(
    [
        "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty ocak oca يناير января январь янв",
        "february feb februar février févr fév febrero febbraio fevereiro fev februari lutego luty lut şubat şub فبراير февраля февраль февр фев",
        "march mar märz mär mrz maerz mars marzo março maart mrt marca marzec mart maret مارس марта март мар",
        "april apr avril avr abril abr aprile kwietnia kwiecień kwi nisan nis أبريل апреля апрель апр",
        "may mai mayo maggio mag maio mei maja maj mayıs مايو мая май",
        "june jun juni juin junio giugno giu junho czerwca czerwiec cze haziran haz يونيو июня июнь июн",
        "july jul juli juillet juil julio luglio lug julho lipca lipiec lip temmuz tem يوليو июля июль июл",
        "august aug août agosto ago augustus sierpnia sierpień sie ağustos ağu agustus agu أغسطس августа август авг",
        "september sep sept septembre septiembre settembre set setembro września wrzesień wrz eylül eyl سبتمبر сентября сентябрь сент сен",
        "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź ekim eki أكتوبر октября октябрь окт",
        "november nov novembre noviembre novembro listopada listopad lis kasım kas نوفمبر ноября ноябрь нояб ноя",
        "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień gru aralık ara desember des ديسمبر декабря декабрь дек",
    ]);

    /// <summary>Finds a month. Ignores case and accents.</summary>
    /// <param name="name">The name without a dot.</param>
    /// <param name="month">1 to 12.</param>
    public static bool TryFind(string name, out int month) => Months.TryGetValue(CountryName.ToKey(name), out month);

    private static Dictionary<string, int> Build(string[] months)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < months.Length; i++)
        {
            foreach (string name in months[i].Split(' '))
            {
                byName[CountryName.ToKey(name)] = i + 1;
            }
        }

        return byName;
    }
}
