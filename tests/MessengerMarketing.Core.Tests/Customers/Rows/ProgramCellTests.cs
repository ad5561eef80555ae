using System;
using System.Diagnostics;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Rows;

/// <summary>Cells as spreadsheets, databases and mail programs write them.</summary>
public sealed class ProgramCellTests
{
    [Theory]
    [InlineData(SchemaKey.EMAIL, "'ann@example.com", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, "'ann@example.com'", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, "\uFEFF'ann@example.com", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, "\x7F'ann@example.com", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, "\"\"ann@example.com\"\"", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, "=\"ann@example.com\"", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, " \"ann@example.com\" ", null, "ann@example.com", CellRepair.TextMark)]
    [InlineData(SchemaKey.PHONE, "'+12025550101", null, "12025550101", CellRepair.TextMark)]
    [InlineData(SchemaKey.PHONE, "=\"+12025550101\"", null, "12025550101", CellRepair.TextMark)]
    [InlineData(SchemaKey.ZIP, "'02134", "US", "02134", CellRepair.TextMark)]
    [InlineData(SchemaKey.EXTERN_ID, "'8779761975521", null, "8779761975521", CellRepair.TextMark)]
    [InlineData(SchemaKey.EMAIL, "mailto:ann@example.com", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "MAILTO:ann@example.com?subject=Hello", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "SMTP:ann@example.com", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "Ann Example <Ann@Example.com>", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "\"Example, Ann\" <ann@example.com>", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "<ann@example.com>", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "Ann <'ann@example.com'>", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "Ann <'ann@example.com>", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "'ann@example.com' (Ann)", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "Ann (\"ann@example.com\")", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "mailto:'ann@example.com'", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "Ann Example (ann@example.com)", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "ann@example.com (Ann Example)", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "<mailto:ann@example.com|ann@example.com>", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "(ann@example.com)", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "ann@example.com (@ann)", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "mailto:ann#1@example.com", null, "ann#1@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "#mailto:ann@example.com#", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "ann@example.com#mailto:ann@example.com#", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "Ann Example#mailto:ann@example.com##", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.PHONE, "tel:+1-202-555-0101", null, "12025550101", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.PHONE, "TEL:+12025550101", null, "12025550101", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.PHONE, "callto:+12025550101", null, "12025550101", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.PHONE, "sms:+12025550101", null, "12025550101", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "email:ann@example.com", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.EMAIL, "E-Mail: ann@example.com", null, "ann@example.com", CellRepair.AddressSyntax)]
    [InlineData(SchemaKey.ZIP, "+80331.0", "DE", "80331", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.PHONE, "2.025550101E9", "US", "12025550101", CellRepair.ScientificNotation)]
    [InlineData(SchemaKey.PHONE, "1.2025550101E+10", null, "12025550101", CellRepair.ScientificNotation)]
    [InlineData(SchemaKey.PHONE, "2,025550101E+09", "US", "12025550101", CellRepair.ScientificNotation)]
    [InlineData(SchemaKey.PHONE, "2.0255501010e9", "US", "12025550101", CellRepair.ScientificNotation)]
    [InlineData(SchemaKey.PHONE, "+1.2025550101E+10", null, "12025550101", CellRepair.ScientificNotation)]
    [InlineData(SchemaKey.PHONE, "12025550101.0", null, "12025550101", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.PHONE, "12025550101.0 ", null, "12025550101", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.PHONE, "12025550101.0\n", null, "12025550101", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.PHONE, "12025550101.0\x7F", null, "12025550101", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.PHONE, "12025550101.0\u200B", null, "12025550101", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.ZIP, "2134.0", "US", "02134", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "80331.0", "DE", "80331", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.ZIP, "80331,00", null, "80331", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.ZIP, "2134", "US", "02134", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "2134-1234", "US", "02134", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "21341234", "US", "02134", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "601", "PR", "00601", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "1067", "DE", "01067", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "8001", "ES", "08001", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "185", "IT", "00185", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.ZIP, "600001", "JP", "0600001", CellRepair.LeadingZero)]
    [InlineData(SchemaKey.DOBY, "1990.0", null, "1990", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.DOBM, "4.0", null, "04", CellRepair.DecimalPlaces)]
    [InlineData(SchemaKey.DOBY, "90", null, "1990", CellRepair.TwoDigitYear)]
    public void A_cell_is_repaired_and_the_repair_is_reported(SchemaKey key, string value, string? country, string expected, CellRepair repair)
    {
        Assert.Equal(RejectReason.None, Read(key, value, country, out string text, out CellRepair made));
        Assert.Equal((expected, repair), (text, made));
    }

    [Theory]
    [InlineData(SchemaKey.ZIP, "2134", "AU", "2134")]
    [InlineData(SchemaKey.ZIP, "2134", null, "2134")]
    [InlineData(SchemaKey.ZIP, "1010", "AT", "1010")]
    [InlineData(SchemaKey.ZIP, "EC1A 1BB", "GB", "ec1a1bb")]
    [InlineData(SchemaKey.ZIP, "94035-1234", "US", "94035")]
    [InlineData(SchemaKey.ZIP, "94035 1234", null, "940351234")]
    [InlineData(SchemaKey.ZIP, "94035\u00A01234", null, "940351234")]
    [InlineData(SchemaKey.ZIP, "K1A 0B1", "US", "k1a0b1")]
    [InlineData(SchemaKey.PHONE, "Cell +1 202-555-0101", null, "12025550101")]
    [InlineData(SchemaKey.DOBY, "1990", null, "1990")]
    [InlineData(SchemaKey.LN, "O'Neil", null, "oneil")]
    [InlineData(SchemaKey.EMAIL, "o'neil@example.com", null, "o'neil@example.com")]
    [InlineData(SchemaKey.EXTERN_ID, "12.0", null, "12.0")]
    [InlineData(SchemaKey.ZIP, "80331.000", null, "80331000")]
    [InlineData(SchemaKey.ZIP, "80331.0000", null, "803310000")]
    [InlineData(SchemaKey.ZIP, "8a331.0", null, "8a3310")]
    [InlineData(SchemaKey.ZIP, "8+331.0", null, "83310")]
    [InlineData(SchemaKey.ZIP, "80331 0", null, "803310")]
    public void A_cell_without_a_problem_is_not_repaired(SchemaKey key, string value, string? country, string expected)
    {
        Assert.Equal(RejectReason.None, Read(key, value, country, out string text, out CellRepair repair));
        Assert.Equal((expected, CellRepair.None), (text, repair));
    }

    [Theory]
    [InlineData("8.49E+10")]
    [InlineData("1.20256E+11")]
    [InlineData("2.0255501E9")]
    [InlineData("2.0255501015E9")]
    [InlineData("2000000000E+1")]
    [InlineData("2.025550101E-9")]
    public void A_number_that_lost_digits_stays_rejected(string value) =>
        Assert.Equal(RejectReason.RoundedNumber, Read(SchemaKey.PHONE, value, "US", out _, out _));

    public static TheoryData<string> Placeholders =>
    [
        "N/A", "n/a", "#N/A", "n.a.", "(n/a)", "<NA>", "NULL", "null", "(null)", "<null>", "\\N", "nan", "NaN", "none", "NONE", "(none)", "-", "--", "---", "–", "?",
        ".", "unknown", "Unknown", "UNKNOWN", "Unspecified", "undefined", "(blank)", "[empty]", "not specified", "Not Provided", "#REF!", "#WERT!", "#DIV/0!", "#NAME?",
        "unbekannt", "keine Angabe", "k. A.", "inconnu", "non renseigné", "desconocido", "sconosciuto", "não informado", "onbekend", "nie podano", "bilinmiyor",
        "không rõ", "tidak diketahui", "不明", "غير معروف", "неизвестно", "=\"\"", "''", "'", "\"",
    ];

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void Placeholders_for_no_value_are_blank_in_every_key(string value)
    {
        SchemaKey[] keys = [SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.GEN, SchemaKey.DOBY, SchemaKey.DOBM, SchemaKey.DOBD, SchemaKey.LN, SchemaKey.FN, SchemaKey.FI, SchemaKey.CT, SchemaKey.ST, SchemaKey.ZIP, SchemaKey.COUNTRY, SchemaKey.MADID, SchemaKey.EXTERN_ID, SchemaKey.LOOKALIKE_VALUE];
        foreach (SchemaKey key in keys)
        {
            bool isMarkOnly = value is "=\"\"" or "''" && key is SchemaKey.LN or SchemaKey.FN or SchemaKey.FI or SchemaKey.CT or SchemaKey.ST;
            Assert.True(Cell.Read(key, value, null, out _, out CellState state) == RejectReason.Placeholder || isMarkOnly, $"{key} {value}");
            Assert.Equal(CellState.Blank, state);
        }
    }

    [Theory]
    [InlineData(SchemaKey.LN, "Null", null, "null")]
    [InlineData(SchemaKey.LN, "None", null, "none")]
    [InlineData(SchemaKey.LN, "Nan", null, "nan")]
    [InlineData(SchemaKey.FN, "Nan", null, "nan")]
    [InlineData(SchemaKey.LN, "Na", null, "na")]
    [InlineData(SchemaKey.LN, "NA", null, "na")]
    [InlineData(SchemaKey.FN, "N.A.", null, "na")]
    [InlineData(SchemaKey.LN, "Blank", null, "blank")]
    [InlineData(SchemaKey.LN, "Unk", null, "unk")]
    [InlineData(SchemaKey.FN, "Nil", null, "nil")]
    [InlineData(SchemaKey.CT, "Nan", "TH", "nan")]
    [InlineData(SchemaKey.CT, "None", "IT", "none")]
    [InlineData(SchemaKey.ST, "NA", "IT", "na")]
    [InlineData(SchemaKey.COUNTRY, "NA", null, "na")]
    [InlineData(SchemaKey.COUNTRY, "Namibia", null, "na")]
    [InlineData(SchemaKey.FN, "#Anna!", null, "anna")]
    [InlineData(SchemaKey.EXTERN_ID, "#A", null, "#A")]
    [InlineData(SchemaKey.EXTERN_ID, "#1!", null, "#1!")]
    [InlineData(SchemaKey.EXTERN_ID, "#9!", null, "#9!")]
    [InlineData(SchemaKey.EXTERN_ID, "0", null, "0")]
    [InlineData(SchemaKey.LOOKALIKE_VALUE, "0", null, "0")]
    public void A_real_name_place_or_number_is_not_a_placeholder(SchemaKey key, string value, string? country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(key, value, country));

    [Theory]
    [InlineData(SchemaKey.EMAIL, "NA", null)]
    [InlineData(SchemaKey.CT, "NA", null)]
    [InlineData(SchemaKey.CT, "NA", "IT")]
    [InlineData(SchemaKey.ST, "NA", "US")]
    [InlineData(SchemaKey.EXTERN_ID, "NA", null)]
    [InlineData(SchemaKey.FN, "None", null)]
    [InlineData(SchemaKey.CT, "None", null)]
    [InlineData(SchemaKey.CT, "None", "US")]
    [InlineData(SchemaKey.CT, "Nan", "US")]
    [InlineData(SchemaKey.EMAIL, "Null", null)]
    [InlineData(SchemaKey.EXTERN_ID, "None", null)]
    public void A_word_that_is_no_name_or_place_in_the_key_and_country_is_a_placeholder(SchemaKey key, string value, string? country) =>
        Assert.Equal(RejectReason.Placeholder, Cell.Rejected(key, value, country));

    [Fact]
    public void A_placeholder_after_a_longer_id_is_recognized()
    {
        var cells = new CellNormalizer(new HashingOptions());
        var country = new CountryResolver(null);
        var output = new CellBuffer();
        Assert.Equal(RejectReason.None, cells.Normalize(SchemaKey.EXTERN_ID, "8779761975521", country, output, out _));

        Assert.Equal(RejectReason.Placeholder, cells.Normalize(SchemaKey.EXTERN_ID, "NULL", country, output, out _));
    }

    [Theory]
    [InlineData(SchemaKey.PHONE, "0")]
    [InlineData(SchemaKey.PHONE, "000-000-0000")]
    [InlineData(SchemaKey.ZIP, "00000")]
    [InlineData(SchemaKey.DOBY, "0000")]
    [InlineData(SchemaKey.DOBM, "00")]
    [InlineData(SchemaKey.GEN, "U")]
    [InlineData(SchemaKey.GEN, "0")]
    public void Zeros_are_a_placeholder_in_keys_without_zero_values(SchemaKey key, string value) =>
        Assert.Equal(RejectReason.Placeholder, Cell.Rejected(key, value));

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("00000000000000000000000000000000")]
    public void An_advertising_id_of_zeros_is_blank(string value) =>
        Assert.Equal(RejectReason.ZeroAdvertisingId, Cell.Rejected(SchemaKey.MADID, value));

    [Theory]
    [InlineData("US-MA", null, "ma")]
    [InlineData("US-MA", "US", "ma")]
    [InlineData("us_ma", "US", "ma")]
    [InlineData("MA - Massachusetts", "US", "ma")]
    [InlineData("Massachusetts - MA", null, "ma")]
    [InlineData("Massachusetts (MA)", "US", "ma")]
    [InlineData("MA, USA", "US", "ma")]
    [InlineData(" US-MA ", "US", "ma")]
    [InlineData("MA -", "US", "ma")]
    [InlineData("Texas, US", "US", "tx")]
    [InlineData("Ontario, CA", "CA", "on")]
    [InlineData("Georgia, USA", null, "ga")]
    [InlineData("IT-BZ", "IT", "bz")]
    [InlineData("JP-10", "JP", "10")]
    [InlineData("FR-59", "FR", "59")]
    [InlineData("DE-B.", "DE", "deb")]
    [InlineData("US-ZZ", "US", "uszz")]
    [InlineData("CA - California", null, "ca")]
    [InlineData("CA - USA", null, "ca")]
    [InlineData("CA-ON", "CA", "on")]
    [InlineData("DE-BY", "DE", "by")]
    [InlineData("GB-ENG", "GB", "eng")]
    [InlineData("Île-de-France", "FR", "ledefrance")]
    [InlineData("Rhône-Alpes", null, "rhnealpes")]
    [InlineData("Winston-Salem", "US", "winstonsalem")]
    [InlineData("Massachusetts - USA", "US", "ma")]
    [InlineData("Massachusetts - Nowhere", "US", "massachusettsnowhere")]
    [InlineData("XX - Massachusetts", "US", "xxmassachusetts")]
    [InlineData("NY - CA", "US", "nyca")]
    public void A_state_is_recognized_next_to_its_country_or_name(string value, string? country, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.ST, value, country));

    [Theory]
    [InlineData('a', 1024, RejectReason.None)]
    [InlineData('a', 1025, RejectReason.CellTooLong)]
    [InlineData('é', 512, RejectReason.None)]
    [InlineData('é', 513, RejectReason.CellTooLong)]
    [InlineData('정', 342, RejectReason.CellTooLong)]
    public void A_cell_over_one_kilobyte_is_rejected(char c, int length, RejectReason expected)
    {
        Assert.Equal(expected, Cell.Read(SchemaKey.LN, new string(c, length), null, out _, out _));
        Assert.Equal(expected, Cell.Read(SchemaKey.EXTERN_ID, new string(c, length), null, out _, out _));
    }

    [Fact]
    public void Many_combining_marks_on_a_letter_take_linear_time()
    {
        // Alternating combining classes are the worst order there is; 30 marks stay.
        string marks = string.Concat(Enumerable.Repeat("\u0316\u0301", 200));
        var output = new CellBuffer();
        NameNormalizer.Normalize("a" + marks, output);
        Assert.Equal(30, output.Length);

        var clock = Stopwatch.StartNew();
        NameNormalizer.Normalize("a" + string.Concat(Enumerable.Repeat(marks, 500)), output);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Blank_and_repaired_cells_of_kept_rows_are_counted_without_issues()
    {
        using var encoder = new BatchEncoder(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.ZIP, SchemaKey.COUNTRY, SchemaKey.FN), new HashingOptions());
        using RowBlock block = RowsOf.Block(
            ["'ann@example.com", "2134", "US", "N/A"],
            ["bob@example.com", "2135", "US", "NULL"],
            ["n/a", "2136", "US", "n/a"]);
        using HashedBatch batch = encoder.Encode(block);

        Assert.Equal([new RowIssue(3, null, RejectReason.NoIdentifier, RowRejected: true)], batch.Issues);
        Assert.Equal(
            [
                new CellCount(SchemaKey.EMAIL, RejectReason.None, CellRepair.TextMark, 1),
                new CellCount(SchemaKey.FN, RejectReason.Placeholder, CellRepair.None, 2),
                new CellCount(SchemaKey.ZIP, RejectReason.None, CellRepair.LeadingZero, 2),
            ],
            batch.CellCounts.OrderBy(count => count.Key.ToString()));
    }

    private static RejectReason Read(SchemaKey key, string value, string? country, out string text, out CellRepair repair)
    {
        var cells = new CellNormalizer(new HashingOptions());
        var output = new CellBuffer();
        output.Append("left over");
        RejectReason reason = cells.Normalize(key, value, new CountryResolver(country), output, out _);
        text = output.ToString();
        repair = cells.Repair;
        return reason;
    }
}
