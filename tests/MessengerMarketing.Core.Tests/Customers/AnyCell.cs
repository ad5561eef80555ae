using System;
using FsCheck;
using FsCheck.Fluent;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Tests.Customers;

/// <summary>A cell of a list: any text at all, made of pieces that mean something to some rule, or of any characters.</summary>
/// <param name="Key">The key it is mapped to.</param>
/// <param name="Value">What stands in the list.</param>
/// <param name="Country">The row's country; null for none.</param>
public sealed record AnyCell(SchemaKey Key, string Value, string? Country)
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "Ann", "é", "e\u0301", "\u0316\u0301", "정", "Σ", "İ", "ß", "م\u064F", "क\u093F", "\U00020BB7", "😀", "\uD83D", "\uDE00", "\uFFFD", "\uFFFE", "0", "00", "1",
        "15", "04", "1990", "90", "2134", "80331.0", "٣", "３", "½", "+", "+1", "+44", "84", "202", "555", "0101", "912345678", "-", "--", "(", ")", ".", ",", ";", ":", "/", "\\",
        "\"", "'", "=\"", "@", "example", ".com", "<", ">", "mailto:", "tel:", " ", "\t", "\r\n", "\0", "\u00A0", "\u200B", "\u202E", "\uFEFF", "\u00AD", "T", "E9", "E+10", "ext",
        "0x", "[]", "null", "N/A", "None", "US", "-MA", "MA", "Massachusetts", "Georgia", "Québec", "Deutschland", "840", "Sept", "avril", "年", "male", "Ａ", "#", "?", "!",
        "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f", "d41d8cd98f00b204e9800998ecf8427e",
    ];

    private static readonly string?[] Countries = [null, "US", "CA", "GB", "DE", "IT", "VN", "BR", "AR", "HK", "JP", "TH", "FR"];

    /// <summary>Makes cells; FsCheck finds it by its type.</summary>
    public static Arbitrary<AnyCell> Cells()
    {
        Gen<string> pieced = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        Gen<string> anything = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty);
        Gen<AnyCell> cells =
            from key in Gen.Elements(Enum.GetValues<SchemaKey>())
            from value in Gen.OneOf(pieced, anything)
            from country in Gen.Elements(Countries)
            select new AnyCell(key, value, country);
        return cells.ToArbitrary();
    }
}
