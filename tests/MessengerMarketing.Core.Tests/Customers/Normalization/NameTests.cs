using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Normalization;

public sealed class NameTests
{
    [Theory]
    [InlineData("Mary", "mary")]
    [InlineData("정", "정")]
    [InlineData("Valéry", "valéry")]
    public void The_examples_of_the_parameter_page_are_correct(string value, string expected) => AssertBoth(value, expected);

    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O’Brien", "obrien")]
    [InlineData("Mary-Jane", "maryjane")]
    [InlineData("  Mary  Ann ", "maryann")]
    [InlineData("John 3rd", "johnrd")]
    [InlineData("Smith, Jr.", "smithjr")]
    [InlineData("van der Berg", "vanderberg")]
    [InlineData("Mary\u00A0Ann\u200B", "maryann")]
    [InlineData("٣Ali٤", "ali")]
    public void Blanks_digits_and_punctuation_are_removed(string value, string expected) => AssertBoth(value, expected);

    [Theory]
    [InlineData("JOSÉ", "josé")]
    [InlineData("Jose\u0301", "josé")]
    [InlineData("NGUYỄN", "nguyễn")]
    [InlineData("Nguye\u0302\u0303n", "nguyễn")]
    [InlineData("Ångström", "ångström")]
    [InlineData("A\u030Angstro\u0308m", "ångström")]
    [InlineData("Mose\u0300", "mosè")]
    [InlineData("J\u030Can", "ǰan")]
    [InlineData("た\u3099いご", "だいご")]
    [InlineData("た😀\u3099いご", "だいご")]
    [InlineData("た-\u3099いご", "だいご")]
    [InlineData("Müller-Lüdenscheidt", "müllerlüdenscheidt")]
    public void Accents_stay_in_composed_and_decomposed_form(string value, string expected) => AssertBoth(value, expected);

    [Fact]
    public void Letters_on_the_fast_path_are_already_composed()
    {
        // Everything before the combining marks, and the Latin letters of Vietnamese.
        string letters = string.Concat(Enumerable.Range(0, 0x300).Concat(Enumerable.Range(0x1EA0, 0x5A)).Select(code => (char)code));
        Assert.True(letters.IsNormalized(NormalizationForm.FormC));
        foreach (char letter in letters)
        {
            // A mark behind it has the platform compose the name.
            string name = $"x{letter}x";
            Cell.Read(SchemaKey.FN, name, null, out string text, out _);
            Cell.Read(SchemaKey.FN, name + "\u0301", null, out string composed, out _);
            Assert.Equal(composed, text + "\u0301");
        }
    }

    [Theory]
    [InlineData("Владимир", "владимир")]
    [InlineData("김 철수", "김철수")]
    [InlineData("\u1100\u1175\u11B7", "김")]
    [InlineData("محمد", "محمد")]
    [InlineData("مُحَمَّد", "مُحَمَّد")]
    [InlineData("अनिता", "अनिता")]
    [InlineData("किरण", "किरण")]
    [InlineData("สมชาย", "สมชาย")]
    [InlineData("ประวิทย์", "ประวิทย์")]
    [InlineData("山田　太郎", "山田太郎")]
    [InlineData("ジョージ・スミス", "ジョージスミス")]
    [InlineData("Ｍａｒｙ", "mary")]
    [InlineData("\U00020BB7田", "\U00020BB7田")]
    [InlineData("\U00010414\U0001042F", "\U0001043C\U0001042F")]
    public void Every_script_keeps_its_vowel_signs(string value, string expected) => AssertBoth(value, expected);

    [Theory]
    [InlineData("Mary 😀", "mary")]
    [InlineData("Mary ❤\uFE0F", "mary")]
    [InlineData("👩🏽\u200D🔬Mary1\uFE0F\u20E3", "mary")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("葛\U000E01EF城", "葛城")]
    [InlineData("葛\uFE00城", "葛城")]
    [InlineData("ᠠ\u180Bᠠ\u180F", "ᠠᠠ")]
    public void Emoji_and_their_modifiers_are_removed(string value, string expected) => AssertBoth(value, expected);

    [Fact]
    public void Half_an_emoji_at_the_end_of_a_truncated_text_is_removed() => AssertBoth("Mary \uD83D", "mary");

    [Theory]
    [InlineData("ΓΙΩΡΓΟΣ", "γιωργος")]
    [InlineData("ΣΤΑΥΡΟΣ ΝΙΚΟΛΑΟΣ", "σταυροςνικολαος")]
    [InlineData("Γιώργος", "γιώργος")]
    [InlineData("ΚΩΣΤΑΣ-ΜΑΡΙΑ", "κωσταςμαρια")]
    [InlineData("Σ.", "σ")]
    public void A_capital_sigma_at_the_end_of_a_word_becomes_a_final_sigma(string value, string expected) => AssertBoth(value, expected);

    [Theory]
    [InlineData("İpek", "i\u0307pek")]
    [InlineData("IŞIK", "işik")]
    [InlineData("GROẞ", "groß")]
    public void Lower_case_does_not_depend_on_the_machines_culture(string value, string expected) => AssertBoth(value, expected);

    [Theory]
    [InlineData("123")]
    [InlineData("😀")]
    [InlineData("★")]
    public void A_name_that_becomes_empty_is_rejected(string value)
    {
        Assert.Equal(RejectReason.NothingLeft, Cell.Rejected(SchemaKey.FN, value));
        Assert.Equal(RejectReason.NothingLeft, Cell.Rejected(SchemaKey.LN, value));
        Assert.Equal(RejectReason.NothingLeft, Cell.Rejected(SchemaKey.FI, value));
    }

    [Fact]
    public void A_name_in_the_wrong_encoding_is_rejected() =>
        Assert.Equal(RejectReason.UndecodableText, Cell.Rejected(SchemaKey.FN, "Jos\uFFFD"));

    [Theory]
    [InlineData("Will", "w")]
    [InlineData("J.", "j")]
    [InlineData(" (Émile)", "é")]
    [InlineData("E\u0301mile", "é")]
    [InlineData("İpek", "i")]
    [InlineData("정희", "정")]
    [InlineData("\U00020BB7田", "\U00020BB7")]
    public void The_first_initial_is_the_names_first_letter(string value, string expected) =>
        Assert.Equal(expected, Cell.Normalized(SchemaKey.FI, value));

    private static void AssertBoth(string value, string expected)
    {
        Assert.Equal(expected, Cell.Normalized(SchemaKey.FN, value));
        Assert.Equal(expected, Cell.Normalized(SchemaKey.LN, value));
    }
}
