using System;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class UploadRulesTests
{
    [Theory]
    [InlineData(SchemaKey.EMAIL)]
    [InlineData(SchemaKey.PHONE)]
    public void An_email_or_a_phone_number_is_enough(SchemaKey key) => Check(key, SchemaKey.FN, SchemaKey.EXTERN_ID);

    [Fact]
    public void A_list_without_either_is_refused_with_its_columns()
    {
        ColumnMappingException error = Assert.Throws<ColumnMappingException>(() =>
            UploadRules.Check(ColumnMapping.Resolve(["First Name", "Favourite colour"]), new UploadOptions()));

        Assert.Contains("'First Name', 'Favourite colour'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_scoped_ids_are_refused() =>
        Assert.Contains("PAGEUID", Assert.Throws<ArgumentException>(() => Check(SchemaKey.EMAIL, SchemaKey.PAGEUID)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(SchemaKey.APPUID)]
    [InlineData(SchemaKey.UID)]
    [InlineData(SchemaKey.FBUID)]
    public void App_scoped_ids_require_the_app(SchemaKey key)
    {
        var mapping = ColumnMapping.ForKeys([SchemaKey.EMAIL, key]);

        Assert.Contains($"{key} is an ID within an app", Assert.Throws<AppIdMissingException>(() => UploadRules.Check(mapping, new UploadOptions())).Message, StringComparison.Ordinal);
        UploadRules.Check(mapping, new UploadOptions { AppIds = ["1001"] });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void A_batch_contains_1_to_10000_rows(int size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UploadOptions { BatchSize = size });
        Assert.Equal((1, 10_000), (new UploadOptions { BatchSize = 1 }.BatchSize, new UploadOptions { BatchSize = 10_000 }.BatchSize));
    }

    [Fact]
    public void Limits_of_parallel_batches_are_at_least_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UploadOptions { ThrottleLimit = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UploadOptions { Encoders = 0 });
    }

    [Fact]
    public void The_defaults_are_full_batches_and_four_at_a_time_with_a_new_run_id()
    {
        var options = new UploadOptions();

        Assert.Equal((10_000, 4), (options.BatchSize, options.ThrottleLimit));
        Assert.InRange(options.Encoders, 1, 4);
        Assert.NotEqual(Guid.Empty, options.RunId);
        Assert.NotEqual(options.RunId, new UploadOptions().RunId);
    }

    private static void Check(params SchemaKey[] keys) =>
        UploadRules.Check(ColumnMapping.ForKeys(keys.Select(key => (ColumnTarget)key)), new UploadOptions());
}
