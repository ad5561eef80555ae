using System;
using System.Globalization;

namespace MessengerMarketing.Reporting.Page;

/// <summary>Formats numbers and times, in the same way in every culture.</summary>
internal static class Text
{
    public const string NotKnown = "not known";

    public static string Number(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Returns a number with its noun.</summary>
    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    public static string Share(long part, long whole)
    {
        if (whole == 0)
        {
            return "–";
        }

        // Do not round a small share to 0%, or a large one to 100%.
        double percent = 100.0 * part / whole;
        return part > 0 && percent < 0.1 ? "< 0.1%"
            : part < whole && percent > 99.9 ? "> 99.9%"
            : percent.ToString(part == 0 || part == whole ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";
    }

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset? time) => time is { } known ? Time(known) : NotKnown;

    /// <summary>Returns an amount of money, with four decimals when it is small.</summary>
    public static string Amount(decimal? amount) => amount is { } known ? known.ToString(Math.Abs(known) is > 0 and < 1 ? "0.00##" : "#,##0.00", CultureInfo.InvariantCulture) : NotKnown;

    public static string Days(DateTime? since, DateTime? until) => (since, until) switch
    {
        ({ } from, { } to) when from.Date == to.Date => Day(from),
        ({ } from, { } to) => $"{Day(from)} to {Day(to)}",
        ({ } from, null) => $"from {Day(from)}",
        (null, { } to) => $"to {Day(to)}",
        _ => NotKnown,
    };

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => duration.TotalSeconds < 60
        ? duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"
        : duration.TotalHours < 1
            ? string.Format(CultureInfo.InvariantCulture, "{0} min {1} s", duration.Minutes, duration.Seconds)
            : string.Format(CultureInfo.InvariantCulture, "{0:#,##0} h {1} min", Math.Floor(duration.TotalHours), duration.Minutes);
}
