using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Rows;

public sealed class RowNormalizerTests
{
    [Theory]
    [InlineData("a@example.com", "+12025550123", true)]
    [InlineData("a@example.com", "", true)]
    [InlineData("", "+12025550123", true)]
    [InlineData("a@example.com", "12", true)]
    [InlineData("n/a", "+12025550123", true)]
    [InlineData("n/a", "12", false)]
    [InlineData("", "", false)]
    public void A_row_with_a_usable_email_or_phone_is_kept(string email, string phone, bool expected) =>
        Assert.Equal(expected, Normalize([SchemaKey.EMAIL, SchemaKey.PHONE], [email, phone], out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\t\0\u200B\uFEFF\u00A0")]
    public void A_cell_of_invisible_characters_is_blank_without_an_issue(string? blank)
    {
        Assert.True(Normalize([SchemaKey.EMAIL, SchemaKey.FN, SchemaKey.GEN], ["a@example.com", blank, blank], out List<RowIssue> issues));
        Assert.Empty(issues);
    }

    [Fact]
    public void A_cell_that_cannot_be_read_becomes_blank_and_is_reported_with_its_row()
    {
        Assert.True(Normalize([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.GEN], ["a@example.com", "12", "divers"], out List<RowIssue> issues));
        Assert.Equal(
            [
                new RowIssue(7, SchemaKey.PHONE, RejectReason.TooFewDigits, RowRejected: false),
                new RowIssue(7, SchemaKey.GEN, RejectReason.NotRecognized, RowRejected: false),
            ],
            issues);
    }

    [Fact]
    public void Only_the_identifier_problems_of_a_rejected_row_are_reported()
    {
        Assert.False(Normalize([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.GEN], ["nobody", "12", "divers"], out List<RowIssue> issues));
        Assert.Equal(
            [
                new RowIssue(7, SchemaKey.EMAIL, RejectReason.NotAnEmailAddress, RowRejected: true),
                new RowIssue(7, SchemaKey.PHONE, RejectReason.TooFewDigits, RowRejected: true),
            ],
            issues);
    }

    [Fact]
    public void A_row_without_any_identifier_has_one_issue()
    {
        Assert.False(Normalize([SchemaKey.EMAIL, SchemaKey.GEN], ["", "?"], out List<RowIssue> issues));
        Assert.Equal([new RowIssue(7, null, RejectReason.NoIdentifier, RowRejected: true)], issues);
    }

    [Fact]
    public void An_external_id_or_a_device_does_not_identify_a_person()
    {
        Assert.False(Normalize([SchemaKey.EMAIL, SchemaKey.EXTERN_ID, SchemaKey.MADID], ["", "67", "some-id"], out List<RowIssue> issues));
        Assert.Equal([new RowIssue(7, null, RejectReason.NoIdentifier, RowRejected: true)], issues);
    }

    [Theory]
    [InlineData("", RejectReason.EmptyExternalId)]
    [InlineData(" \t", RejectReason.EmptyExternalId)]
    [InlineData("67\uFFFD", RejectReason.UndecodableText)]
    public void A_row_without_a_readable_external_id_is_rejected(string id, RejectReason expected)
    {
        Assert.False(Normalize([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.EXTERN_ID], ["a@example.com", "12", id], out List<RowIssue> issues));
        Assert.Equal([new RowIssue(7, SchemaKey.EXTERN_ID, expected, RowRejected: true)], issues);
    }

    [Theory]
    [InlineData(RejectReason.TooManyColumns)]
    [InlineData(RejectReason.LinesRunTogether)]
    public void An_untrusted_row_is_rejected_regardless_of_its_values(RejectReason reason)
    {
        var rows = new RowNormalizer(RowsOf.Mapping(SchemaKey.EMAIL), new HashingOptions());
        using RowBlock block = RowsOf.Block(["a@example.com"], ["b@example.com"]);
        block.Reject(0, reason);
        var issues = new List<RowIssue>();

        Assert.False(rows.Normalize(block, 0, issues));
        Assert.True(rows.Normalize(block, 1, issues));
        Assert.Equal([new RowIssue(1, null, reason, RowRejected: true)], issues);
    }

    [Theory]
    [InlineData("IT", null, "3906012345")]
    [InlineData("Italia", "US", "3906012345")]
    [InlineData(null, "IT", "3906012345")]
    [InlineData("", "it", "3906012345")]
    [InlineData("Atlantis", "IT", "3906012345")]
    [InlineData("DE", "IT", "496012345")]
    [InlineData(null, null, "")]
    public void The_country_of_a_row_takes_precedence_over_the_default_if_it_is_known(string? country, string? byDefault, string expected)
    {
        using var converter = new RowConverter(
            RowsOf.Mapping(SchemaKey.PHONE, SchemaKey.COUNTRY), new HashingOptions { DefaultCountry = byDefault }, normalized: true);
        using RowBlock block = RowsOf.Block(["06012345", country]);

        Assert.Equal(expected, converter.Convert(block, 0).Values[SchemaKey.PHONE]);
    }

    [Fact]
    public void The_country_of_a_row_does_not_affect_the_next_row()
    {
        using var converter = new RowConverter(
            RowsOf.Mapping(SchemaKey.PHONE, SchemaKey.COUNTRY), new HashingOptions { DefaultCountry = "DE" }, normalized: true);
        using RowBlock block = RowsOf.Block(["06012345", "IT"], ["06012345", ""], ["06012345", "?"], ["06012345", "IT"]);

        Assert.Equal(
            ["3906012345", "496012345", "496012345", "3906012345"],
            Enumerable.Range(0, 4).Select(row => converter.Convert(block, row).Values[SchemaKey.PHONE]));
    }

    [Fact]
    public void A_country_column_in_any_position_is_read_before_the_columns_that_depend_on_it()
    {
        using var converter = new RowConverter(
            RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.ZIP, SchemaKey.ST, SchemaKey.COUNTRY), new HashingOptions { DefaultCountry = "US" }, normalized: true);
        using RowBlock block = RowsOf.Block(["a@example.com", "12345-6789", "Georgia", "Iran"], ["a@example.com", "12345-6789", "Georgia", null]);

        HashedUser abroad = converter.Convert(block, 0);
        Assert.Equal(("123456789", "georgia", "ir"), (abroad.Values[SchemaKey.ZIP], abroad.Values[SchemaKey.ST], abroad.Values[SchemaKey.COUNTRY]));
        HashedUser home = converter.Convert(block, 1);
        Assert.Equal(("12345", "ga", ""), (home.Values[SchemaKey.ZIP], home.Values[SchemaKey.ST], home.Values[SchemaKey.COUNTRY]));
    }

    [Fact]
    public void An_invalid_default_country_is_refused_before_the_first_row()
    {
        System.ArgumentException error = Assert.Throws<System.ArgumentException>(() =>
            new RowNormalizer(RowsOf.Mapping(SchemaKey.PHONE), new HashingOptions { DefaultCountry = "Atlantis" }));

        Assert.Contains("'Atlantis' is not a country", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_phone_number_without_a_calling_code_becomes_blank_and_a_row_without_other_identifiers_is_rejected()
    {
        var rows = new RowNormalizer(RowsOf.Mapping(SchemaKey.PHONE, SchemaKey.EMAIL, SchemaKey.COUNTRY), new HashingOptions());
        using RowBlock block = RowsOf.Block(["0912345678", "a@example.com", ""], ["0912345678", "", ""], ["0912345678", "", "VN"], ["0912345678", "", "AQ"]);
        var issues = new List<RowIssue>();

        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(row => rows.Normalize(block, row, issues)).ToArray());
        Assert.Equal(
            [
                new RowIssue(1, SchemaKey.PHONE, RejectReason.NoCallingCode, RowRejected: false),
                new RowIssue(2, SchemaKey.PHONE, RejectReason.NoCallingCode, RowRejected: true),
                new RowIssue(4, SchemaKey.PHONE, RejectReason.NoCallingCode, RowRejected: true),
            ],
            issues);
    }

    [Fact]
    public void A_date_of_birth_fills_its_three_keys_or_none()
    {
        using var converter = new RowConverter(RowsOf.Mapping(ColumnTarget.DateOfBirth, SchemaKey.EMAIL), new HashingOptions(), normalized: true);
        using RowBlock block = RowsOf.Block(["1990-04-15", "a@example.com"], ["15.15.1990", "a@example.com"]);

        HashedUser read = converter.Convert(block, 0);
        Assert.Equal([SchemaKey.EMAIL, SchemaKey.DOBY, SchemaKey.DOBM, SchemaKey.DOBD], read.Values.Keys);
        Assert.Equal(["a@example.com", "1990", "04", "15"], read.Values.Values);
        HashedUser unread = converter.Convert(block, 1);
        Assert.Equal(["a@example.com", "", "", ""], unread.Values.Values);
        Assert.Equal([new RowIssue(2, SchemaKey.DOBY, RejectReason.NotADate, RowRejected: false)], unread.Issues);
    }

    [Fact]
    public void A_date_of_birth_in_a_list_declared_as_hashed_is_rejected()
    {
        using var converter = new RowConverter(
            RowsOf.Mapping(ColumnTarget.DateOfBirth, SchemaKey.EMAIL), new HashingOptions { AlreadyHashed = true }, normalized: false);
        using RowBlock block = RowsOf.Block(["1990-04-15", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"]);

        HashedUser user = converter.Convert(block, 0);
        Assert.Equal(["62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f", "", "", ""], user.Values.Values);
        Assert.Equal([new RowIssue(1, SchemaKey.DOBY, RejectReason.NotSha256, RowRejected: false)], user.Issues);
    }

    [Fact]
    public void A_converted_row_has_hashes_or_normalized_values_and_its_rejection()
    {
        using RowBlock block = RowsOf.Block(number: 3, firstRow: 21, [" A@Example.com", "Customer 67"], ["nobody", "68"]);
        using var hashes = new RowConverter(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.EXTERN_ID), new HashingOptions(), normalized: false);
        using var values = new RowConverter(RowsOf.Mapping(SchemaKey.EMAIL, SchemaKey.EXTERN_ID), new HashingOptions(), normalized: true);

        HashedUser hashed = hashes.Convert(block, 0);
        Assert.Equal((21, false), (hashed.Row, hashed.Rejected));
        Assert.Equal(["08168cd80dfd534ab0f10af10f1303fe00af2d43ab5c1432360d137f8197e17a", "Customer 67"], hashed.Values.Values);
        Assert.Equal(["a@example.com", "Customer 67"], values.Convert(block, 0).Values.Values);
        HashedUser rejected = hashes.Convert(block, 1);
        Assert.Equal((22, true), (rejected.Row, rejected.Rejected));
        Assert.Equal([new RowIssue(22, SchemaKey.EMAIL, RejectReason.NotAnEmailAddress, RowRejected: true)], rejected.Issues);
    }

    private static bool Normalize(SchemaKey[] keys, string?[] values, out List<RowIssue> issues)
    {
        var rows = new RowNormalizer(RowsOf.Mapping([.. keys.Select(key => (ColumnTarget)key)]), new HashingOptions());
        using RowBlock block = RowsOf.Block(number: 1, firstRow: 7, values);
        issues = [];
        return rows.Normalize(block, 0, issues);
    }
}
