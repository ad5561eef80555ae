using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MessengerMarketing.Tests.Customers;

/// <summary>One person, each of whose cells is written in one of the ways that programs and people write it.</summary>
/// <param name="Cells">EMAIL, PHONE, FN, LN, CT, ST, ZIP, COUNTRY, GEN and the date of birth.</param>
public sealed record PersonSpelling(IReadOnlyList<string> Cells)
{
    private static readonly string[][] Spellings =
    [
        ["ann.example@example.com", "Ann.Example@Example.COM", " ann.example@example.com\t", "'ann.example@example.com", "mailto:ann.example@example.com", "Ann Example <ann.example@example.com>", "ann.example@example.com.", "ann.ex\u200Bample@example.com"],
        ["+12025550101", "(202) 555-0101", "202-555-0101", "1 202 555 0101", "+1 (202) 555-0101 ext. 5", "001 202 555 0101", "011 1 202 555 0101", "tel:+1-202-555-0101", "2.025550101E9", "12025550101.0", "'+12025550101", "２０２５５５０１０１"],
        ["Zoé", "ZOÉ", " zoé ", "Zoe\u0301", "zo\u00E9."],
        ["O'Neil", "ONEIL", "o\u2019neil", "O Neil", "O-NEIL"],
        ["Boston", "BOSTON", " boston ", "Boston."],
        ["MA", "ma", "Massachusetts", "MASSACHUSETTS", "US-MA", "MA - Massachusetts", "Massachusetts (MA)"],
        ["02134", "2134", "2134.0", "'02134", "=\"02134\"", "02134-1234", "021341234"],
        ["US", "us", "USA", "United States", "United States of America", "840", "+1"],
        ["f", "F", "Female", "Frau", "Mrs."],
        ["1990-04-15", "4/15/1990", "04/15/90", "15.04.1990", "April 15, 1990", "15 avril 1990", "19900415", "32978", "1990-04-15T00:00:00Z"],
    ];

    /// <summary>The person as the rules of the keys have it.</summary>
    public static string[] Plain => [.. Spellings.Select(static spellings => spellings[0])];

    /// <summary>Makes spellings; FsCheck finds it by its type.</summary>
    public static Arbitrary<PersonSpelling> All() =>
        Gen.CollectToList(Spellings, static spellings => Gen.Elements(spellings)).Select(static cells => new PersonSpelling([.. cells])).ToArbitrary();

    /// <inheritdoc/>
    public override string ToString() => new StringBuilder().AppendJoin(" | ", Cells).ToString();
}
