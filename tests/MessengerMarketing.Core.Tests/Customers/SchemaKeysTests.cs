using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using Xunit;

namespace MessengerMarketing.Tests.Customers;

public sealed class SchemaKeysTests
{
    [Fact]
    public void The_keys_are_those_of_the_guide() => Assert.Equal(
        [
            "EMAIL", "PHONE", "GEN", "DOBY", "DOBM", "DOBD", "LN", "FN", "FI", "CT", "ST", "ZIP", "COUNTRY", "MADID", "EXTERN_ID", "APPUID", "UID",
            "FBUID", "PAGEUID", "LOOKALIKE_VALUE", "DATA_PROCESSING_OPTIONS", "DATA_PROCESSING_OPTIONS_COUNTRY", "DATA_PROCESSING_OPTIONS_STATE",
        ],
        SchemaKeys.All.Select(key => key.ToString()));

    [Fact]
    public void Only_personal_data_is_hashed() => Assert.Equal(
        "EMAIL PHONE GEN DOBY DOBM DOBD LN FN FI CT ST ZIP COUNTRY",
        string.Join(" ", SchemaKeys.All.Where(key => key.IsHashed())));

    [Fact]
    public void A_person_is_identified_by_email_or_phone() =>
        Assert.Equal([SchemaKey.EMAIL, SchemaKey.PHONE], SchemaKeys.All.Where(key => key.IsIdentifier()));

    [Fact]
    public void App_scoped_ids_need_the_id_of_the_app() =>
        Assert.Equal([SchemaKey.APPUID, SchemaKey.UID, SchemaKey.FBUID], SchemaKeys.All.Where(key => key.NeedsApp()));

    [Theory]
    [InlineData("EMAIL", SchemaKey.EMAIL)]
    [InlineData(" extern_id ", SchemaKey.EXTERN_ID)]
    public void A_key_is_found_by_its_name(string name, SchemaKey expected)
    {
        Assert.True(SchemaKeys.TryParse(name, out SchemaKey? key));
        Assert.Equal(expected, key);
        Assert.True(ColumnTarget.TryParse(name, out ColumnTarget? target));
        Assert.Equal(expected, target.Value.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("E-MAIL")]
    [InlineData(null)]
    public void Another_name_is_not_a_key(string? name)
    {
        Assert.False(SchemaKeys.TryParse(name, out _));
        Assert.False(ColumnTarget.TryParse(name, out _));
    }

    [Fact]
    public void DOB_is_a_complete_date_of_birth()
    {
        Assert.True(ColumnTarget.TryParse(" dob ", out ColumnTarget? target));
        Assert.Equal(ColumnTarget.DateOfBirth, target);
        Assert.Equal("DOB", target.Value.ToString());
    }
}
