using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Columns;

public sealed class ColumnMappingTests
{
    [Fact]
    public void A_mistyped_column_of_a_map_gets_a_suggestion()
    {
        Dictionary<ColumnTarget, IReadOnlyList<string>> map = Map((SchemaKey.EMAIL, "Emal"));

        Assert.Contains("Did you mean 'Emial'?", Assert.Throws<ColumnMappingException>(() => ColumnMapping.Resolve(["Emial", "Name"], map)).Message, System.StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", Assert.Throws<ColumnMappingException>(() => ColumnMapping.Resolve(["Notes"], map)).Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EMAIL", SchemaKey.EMAIL)]
    [InlineData("e-mail", SchemaKey.EMAIL)]
    [InlineData("E-mail Address", SchemaKey.EMAIL)]
    [InlineData("Email_Address", SchemaKey.EMAIL)]
    [InlineData(" email ", SchemaKey.EMAIL)]
    [InlineData("\uFEFFemail", SchemaKey.EMAIL)]
    [InlineData("Phone Number", SchemaKey.PHONE)]
    [InlineData("phone", SchemaKey.PHONE)]
    [InlineData("MOBILE", SchemaKey.PHONE)]
    [InlineData("mobile_phone", SchemaKey.PHONE)]
    [InlineData("Cell-Phone", SchemaKey.PHONE)]
    [InlineData("Tel.", SchemaKey.PHONE)]
    [InlineData("First Name", SchemaKey.FN)]
    [InlineData("firstName", SchemaKey.FN)]
    [InlineData("given name", SchemaKey.FN)]
    [InlineData("FN", SchemaKey.FN)]
    [InlineData("Last Name", SchemaKey.LN)]
    [InlineData("surname", SchemaKey.LN)]
    [InlineData("Family_Name", SchemaKey.LN)]
    [InlineData("first initial", SchemaKey.FI)]
    [InlineData("Gender", SchemaKey.GEN)]
    [InlineData("sex", SchemaKey.GEN)]
    [InlineData("Birth Year", SchemaKey.DOBY)]
    [InlineData("birth-month", SchemaKey.DOBM)]
    [InlineData("Day of Birth", SchemaKey.DOBD)]
    [InlineData("City", SchemaKey.CT)]
    [InlineData("town", SchemaKey.CT)]
    [InlineData("State", SchemaKey.ST)]
    [InlineData("Province", SchemaKey.ST)]
    [InlineData("State/Province", SchemaKey.ST)]
    [InlineData("ZIP", SchemaKey.ZIP)]
    [InlineData("Postal Code", SchemaKey.ZIP)]
    [InlineData("post_code", SchemaKey.ZIP)]
    [InlineData("Country", SchemaKey.COUNTRY)]
    [InlineData("country_code", SchemaKey.COUNTRY)]
    [InlineData("MADID", SchemaKey.MADID)]
    [InlineData("IDFA", SchemaKey.MADID)]
    [InlineData("Lookalike Value", SchemaKey.LOOKALIKE_VALUE)]
    [InlineData("data_processing_options", SchemaKey.DATA_PROCESSING_OPTIONS)]
    public void A_column_is_recognized_regardless_of_case_blanks_underscores_and_hyphens(string name, SchemaKey expected)
    {
        var mapping = ColumnMapping.Resolve([name]);

        Assert.Equal([new MappedColumn(name, 0, expected)], mapping.Columns);
        Assert.Equal([expected], mapping.Schema);
        Assert.Empty(mapping.UnusedColumns);
    }

    [Theory]
    [InlineData("DOB")]
    [InlineData("Date of Birth")]
    [InlineData("birth_date")]
    [InlineData("Birthdate")]
    [InlineData("Birthday")]
    public void A_column_with_a_whole_date_of_birth_fills_three_keys(string name)
    {
        var mapping = ColumnMapping.Resolve([name]);

        Assert.Equal([new MappedColumn(name, 0, ColumnTarget.DateOfBirth)], mapping.Columns);
        Assert.Equal([SchemaKey.DOBY, SchemaKey.DOBM, SchemaKey.DOBD], mapping.Schema);
    }

    [Theory]
    [InlineData("EXTERN_ID")]
    [InlineData("external id")]
    [InlineData("customer id")]
    [InlineData("id")]
    [InlineData("UID")]
    [InlineData("FBUID")]
    [InlineData("APPUID")]
    [InlineData("PAGEUID")]
    [InlineData("notes")]
    [InlineData("")]
    [InlineData("---")]
    public void Ids_that_are_sent_unhashed_and_unknown_columns_are_never_read_by_name(string name)
    {
        var mapping = ColumnMapping.Resolve([name]);

        Assert.Empty(mapping.Columns);
        Assert.Equal([name], mapping.UnusedColumns);
        Assert.False(mapping.HasIdentifier);
    }

    [Theory]
    [InlineData("county")]
    [InlineData("County")]
    public void A_county_is_neither_a_state_nor_a_mistyped_country(string name)
    {
        var mapping = ColumnMapping.Resolve(["Email", name]);

        Assert.Equal([SchemaKey.EMAIL], mapping.Schema);
        Assert.Equal([name], mapping.UnusedColumns);
        Assert.Empty(mapping.NearMisses);
    }

    [Fact]
    public void A_county_is_a_state_if_the_map_contains_it()
    {
        var mapping = ColumnMapping.Resolve(["County"], Map((SchemaKey.ST, "County")));

        Assert.Equal([new MappedColumn("County", 0, SchemaKey.ST)], mapping.Columns);
    }

    [Fact]
    public void Columns_of_one_key_are_ordered_by_their_owner()
    {
        var mapping = ColumnMapping.Resolve(["Work Phone", "Home Phone", "Work Email", "Phone", "Mobile", "Email"]);

        Assert.Equal(["Phone", "Mobile", "Home Phone", "Work Phone"], NamesOf(mapping, SchemaKey.PHONE));
        Assert.Equal(["Email", "Work Email"], NamesOf(mapping, SchemaKey.EMAIL));
        Assert.Empty(mapping.UnusedColumns);
    }

    [Fact]
    public void Columns_of_the_map_are_read_in_their_order()
    {
        var map = new Dictionary<ColumnTarget, IReadOnlyList<string>> { [SchemaKey.PHONE] = ["Mobile", "Phone"] };

        Assert.Equal(["Mobile", "Phone"], NamesOf(ColumnMapping.Resolve(["Phone", "Home phone", "Mobile"], map), SchemaKey.PHONE));
    }

    [Fact]
    public void A_shipping_address_next_to_a_billing_address_is_reported_as_not_used()
    {
        var mapping = ColumnMapping.Resolve(["Email", "Billing City", "Shipping City"]);

        Assert.Equal([ColumnUse.Used, ColumnUse.Used, ColumnUse.OtherColumnUsed], mapping.ListColumns.Select(column => column.Use));
    }

    [Fact]
    public void A_full_name_and_a_consent_are_recognized()
    {
        var mapping = ColumnMapping.Resolve(["Email", "Full name", "Accepts Email Marketing", "Notes"]);

        Assert.Equal([ColumnUse.Used, ColumnUse.FullName, ColumnUse.Consent, ColumnUse.NotUsed], mapping.ListColumns.Select(column => column.Use));
    }

    [Fact]
    public void The_first_of_two_columns_with_the_same_name_is_read_first()
    {
        var mapping = ColumnMapping.Resolve(["e-mail", "E_Mail"]);

        Assert.Equal(["e-mail", "E_Mail"], NamesOf(mapping, SchemaKey.EMAIL));
    }

    [Fact]
    public void Columns_keep_the_order_of_the_list_and_the_schema_that_of_the_guide()
    {
        var mapping = ColumnMapping.Resolve(["Country", "First Name", "Shoe size", "Phone", "Last Name", "Email"]);

        Assert.Equal([0, 1, 3, 4, 5], mapping.Columns.Select(column => column.Index));
        Assert.Equal([SchemaKey.EMAIL, SchemaKey.PHONE, SchemaKey.LN, SchemaKey.FN, SchemaKey.COUNTRY], mapping.Schema);
        Assert.True(mapping.HasIdentifier);
    }

    [Fact]
    public void A_key_in_the_map_is_filled_only_by_its_column()
    {
        var mapping = ColumnMapping.Resolve(
            ["Email", "Work mail", "Id", "Given Name"],
            Map((SchemaKey.EMAIL, " work MAIL "), (SchemaKey.EXTERN_ID, "Id"), (SchemaKey.FI, "Given Name")));

        Assert.Equal(
            [new MappedColumn("Work mail", 1, SchemaKey.EMAIL), new MappedColumn("Id", 2, SchemaKey.EXTERN_ID), new MappedColumn("Given Name", 3, SchemaKey.FI)],
            mapping.Columns);
        Assert.Equal(["Email"], mapping.UnusedColumns);
    }

    [Fact]
    public void One_column_can_fill_two_keys_of_the_map()
    {
        var mapping = ColumnMapping.Resolve(["Mail", "Name"], Map((SchemaKey.FN, "Name"), (SchemaKey.FI, "Name")));

        Assert.Equal([SchemaKey.EMAIL, SchemaKey.FN, SchemaKey.FI], mapping.Schema);
        Assert.Equal(3, mapping.Columns.Count);
        Assert.Empty(mapping.UnusedColumns);
    }

    [Fact]
    public void A_map_with_a_missing_column_is_an_error_that_lists_the_columns()
    {
        ColumnMappingException error = Assert.Throws<ColumnMappingException>(() =>
            ColumnMapping.Resolve(["Mail", "Name"], Map((SchemaKey.EMAIL, "Work mail"))));

        Assert.Equal("The column map uses the column 'Work mail' for EMAIL, but the list has no such column. Columns seen: 'Mail', 'Name'.", error.Message);
    }

    [Fact]
    public void Separate_year_month_and_day_take_precedence_over_a_date()
    {
        var mapping = ColumnMapping.Resolve(["email", "dob", "dob year"]);

        Assert.Equal([SchemaKey.EMAIL, SchemaKey.DOBY], mapping.Schema);
        Assert.Equal(["dob"], mapping.UnusedColumns);
    }

    [Fact]
    public void A_birth_day_next_to_year_and_month_is_the_day()
    {
        var mapping = ColumnMapping.Resolve(["email", "Birth day", "Birth month", "Birth year"]);

        Assert.Equal([ColumnTarget.FromSchemaKey(SchemaKey.EMAIL), SchemaKey.DOBD, SchemaKey.DOBM, SchemaKey.DOBY], mapping.Columns.Select(column => column.Target));
        Assert.Empty(mapping.UnusedColumns);
    }

    [Fact]
    public void A_date_of_birth_in_the_map_takes_precedence_over_recognized_columns()
    {
        var mapping = ColumnMapping.Resolve(["email", "born on", "birth year"], Map((ColumnTarget.DateOfBirth, "born on")));

        Assert.Equal(["email", "born on"], mapping.Columns.Select(column => column.Name));
        Assert.Equal(["birth year"], mapping.UnusedColumns);
    }

    private static IEnumerable<string> NamesOf(ColumnMapping mapping, SchemaKey key)
        => mapping.Columns.Where(column => column.Target == key).OrderBy(static column => column.Rank).Select(static column => column.Name);

    private static Dictionary<ColumnTarget, IReadOnlyList<string>> Map(params (ColumnTarget Target, string Column)[] entries) =>
        entries.ToDictionary(static entry => entry.Target, static entry => (IReadOnlyList<string>)[entry.Column]);
}
